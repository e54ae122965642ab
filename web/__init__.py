"""HTTP: what a request may ask and how an answer leaves. The only floor that knows Starlette."""
