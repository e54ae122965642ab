"""GraphQL over HTTP at ``/graphql``: from the bytes of a request to those of its answer."""
