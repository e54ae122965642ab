"""Initial."""

import datetime

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

from models.account import Role
from models.content import Audience
from models.entry import new_id
from models.event import EventName, PublicChange
from models.fields import Code, Instant, Localised, RichText, SortKey
from models.indexes import Partial
from models.meeting import Attendance, Fold, MeetingState, RegistrationMode
from models.meeting_series import Frequency
from models.organisation import OrganisationKind


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True),
                ),
                ("email", fields.CharField(null=True, max_length=254)),
                ("email_key", Code(null=True, max_length=254)),
                ("name", fields.CharField(max_length=200)),
                ("password", fields.TextField(null=True, unique=False)),
                (
                    "role",
                    fields.CharEnumField(
                        description="PREVIEW: PREVIEW\nSTAFF: STAFF\nWRITER: WRITER\nEDITOR: EDITOR\nADMIN: ADMIN",
                        enum_type=Role,
                        max_length=20,
                    ),
                ),
                ("created_at", Instant(auto_now=False, auto_now_add=False)),
                ("disabled_at", Instant(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "account",
                "app": "models",
                "constraints": [
                    CheckConstraint(
                        check="role IN ('STAFF', 'WRITER', 'EDITOR', 'ADMIN')",
                        name="account_role_known",
                    ),
                    CheckConstraint(
                        check="password IS NULL OR email_key IS NOT NULL",
                        name="account_password_reachable",
                    ),
                    CheckConstraint(
                        check="(email IS NULL) = (email_key IS NULL)", name="account_email_keyed"
                    ),
                ],
                "indexes": [Partial(fields=["email_key"], name="account_email", unique=True)],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True),
                ),
                ("digest", Code(max_length=64)),
                ("name", fields.CharField(max_length=200)),
                (
                    "role",
                    fields.CharEnumField(
                        description="PREVIEW: PREVIEW\nSTAFF: STAFF\nWRITER: WRITER\nEDITOR: EDITOR\nADMIN: ADMIN",
                        enum_type=Role,
                        max_length=20,
                    ),
                ),
                ("created_at", Instant(auto_now=False, auto_now_add=False)),
                ("expires_at", Instant(auto_now=False, auto_now_add=False)),
                ("used_at", Instant(null=True, auto_now=False, auto_now_add=False)),
                ("revoked_at", Instant(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "api_token",
                "app": "models",
                "constraints": [
                    CheckConstraint(
                        check="role IN ('PREVIEW', 'STAFF', 'WRITER', 'EDITOR', 'ADMIN')",
                        name="api_token_role_known",
                    )
                ],
                "indexes": [Partial(fields=["digest"], name="api_token_digest", unique=True)],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Bookmark",
            fields=[
                (
                    "name",
                    fields.CharField(primary_key=True, unique=True, db_index=True, max_length=100),
                ),
                ("sequence", fields.BigIntField(default=0)),
                ("moved_at", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "bookmark", "app": "models", "pk_attr": "name"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Due",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("moment", Instant(auto_now=False, auto_now_add=False)),
                ("kind", fields.CharField(max_length=40)),
                ("entry_id", fields.UUIDField()),
            ],
            options={
                "table": "due",
                "app": "models",
                "indexes": [
                    Partial(fields=["moment", "entry_id"], name="due_once", unique=True),
                    Partial(fields=["entry_id"], name="due_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True),
                ),
                ("kind", fields.CharField(max_length=40)),
                ("created_at", Instant(auto_now=False, auto_now_add=False)),
                ("created_by", fields.UUIDField(null=True)),
            ],
            options={"table": "entry", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("name", fields.CharField(max_length=200)),
                ("name_key", SortKey(unique=False)),
                ("role", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("unit", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("email", fields.CharField(null=True, max_length=254)),
                ("phone", fields.CharField(null=True, max_length=40)),
                ("mobile", fields.CharField(null=True, max_length=40)),
                ("internal_note", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "contact",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="contact_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="contact_window"),
                    CheckConstraint(check="meant_until >= live_until", name="contact_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="contact_audience"),
                    CheckConstraint(check="slug <> ''", name="contact_slug_said"),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "version"], name="contact_version", unique=True),
                    Partial(
                        fields=["entry_id"], name="contact_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="contact_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["entry_id"], name="contact_live", where="live", hashed=True),
                    Partial(fields=["id"], name="contact_live_id", where="live", hashed=True),
                    Partial(
                        fields=["slug"], name="contact_slug_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["slug"],
                        name="contact_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="contact_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="contact_slug_ever"),
                    Partial(fields=["name_key", "entry_id"], name="contact_order", where="live"),
                    Partial(
                        fields=["name_key", "entry_id"], name="contact_draft_order", where="newest"
                    ),
                ],
                "pk_attr": "id",
            },
            bases=["Named"],
        ),
        ops.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("title", Localised(encoder=JSON_DUMPS, decoder=loads)),
                ("title_key_sv", SortKey(unique=False)),
                ("title_key_en", SortKey(unique=False)),
                ("year", fields.IntField()),
                ("intro", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "edition",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="edition_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="edition_window"),
                    CheckConstraint(check="meant_until >= live_until", name="edition_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="edition_audience"),
                    CheckConstraint(check="slug <> ''", name="edition_slug_said"),
                    CheckConstraint(check="year BETWEEN 1900 AND 2999", name="edition_year"),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "version"], name="edition_version", unique=True),
                    Partial(
                        fields=["entry_id"], name="edition_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="edition_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["entry_id"], name="edition_live", where="live", hashed=True),
                    Partial(fields=["id"], name="edition_live_id", where="live", hashed=True),
                    Partial(
                        fields=["slug"], name="edition_slug_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["slug"],
                        name="edition_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="edition_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="edition_slug_ever"),
                    Partial(fields=["year", "entry_id"], name="edition_order", where="live"),
                    Partial(
                        fields=["year", "entry_id"], name="edition_draft_order", where="newest"
                    ),
                ],
                "pk_attr": "id",
            },
            bases=["Titled"],
        ),
        ops.CreateModel(
            name="Event",
            fields=[
                (
                    "sequence",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("public_sequence", fields.BigIntField(null=True)),
                (
                    "public_change",
                    fields.CharEnumField(
                        null=True,
                        description="APPEARED: APPEARED\nCHANGED: CHANGED\nDISAPPEARED: DISAPPEARED",
                        enum_type=PublicChange,
                        max_length=20,
                    ),
                ),
                (
                    "name",
                    fields.CharEnumField(
                        description="CREATED: CREATED\nSAVED: SAVED\nSCHEDULED: SCHEDULED\nPUBLISHED: PUBLISHED\nUNSCHEDULED: UNSCHEDULED\nUNPUBLISHED: UNPUBLISHED\nDRAFT_DISCARDED: DRAFT_DISCARDED\nRESTORED: RESTORED\nDELETED: DELETED\nUNDELETED: UNDELETED\nCANCELLED: CANCELLED\nPOSTPONED: POSTPONED\nREZONED: REZONED\nERASED: ERASED\nBECAME_LIVE: BECAME_LIVE\nCEASED_LIVE: CEASED_LIVE",
                        enum_type=EventName,
                        max_length=20,
                    ),
                ),
                ("kind", fields.CharField(max_length=40)),
                ("entry_id", fields.UUIDField()),
                ("version", fields.IntField(null=True)),
                ("actor", fields.UUIDField(null=True)),
                ("moment", Instant(auto_now=False, auto_now_add=False)),
                ("detail", fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "event",
                "app": "models",
                "constraints": [
                    CheckConstraint(
                        check="name IN ('CREATED', 'SAVED', 'SCHEDULED', 'PUBLISHED', 'UNSCHEDULED', 'UNPUBLISHED', 'DRAFT_DISCARDED', 'RESTORED', 'DELETED', 'UNDELETED', 'CANCELLED', 'POSTPONED', 'REZONED', 'ERASED', 'BECAME_LIVE', 'CEASED_LIVE')",
                        name="event_name_known",
                    ),
                    CheckConstraint(
                        check="(public_sequence IS NULL) = (public_change IS NULL)",
                        name="event_public_told",
                    ),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "sequence"], name="event_entry"),
                    Partial(fields=["kind", "sequence"], name="event_kind"),
                    Partial(
                        fields=["public_sequence"],
                        name="event_public",
                        where="public_sequence IS NOT NULL",
                        unique=True,
                    ),
                ],
                "pk_attr": "sequence",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FocusArea",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("title", Localised(encoder=JSON_DUMPS, decoder=loads)),
                ("title_key_sv", SortKey(unique=False)),
                ("title_key_en", SortKey(unique=False)),
                ("summary", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("body", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("position", fields.IntField()),
            ],
            options={
                "table": "focus_area",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="focus_area_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="focus_area_window"),
                    CheckConstraint(check="meant_until >= live_until", name="focus_area_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="focus_area_audience"),
                    CheckConstraint(check="slug <> ''", name="focus_area_slug_said"),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "version"], name="focus_area_version", unique=True),
                    Partial(
                        fields=["entry_id"], name="focus_area_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="focus_area_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["entry_id"], name="focus_area_live", where="live", hashed=True),
                    Partial(fields=["id"], name="focus_area_live_id", where="live", hashed=True),
                    Partial(
                        fields=["slug"], name="focus_area_slug_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["slug"],
                        name="focus_area_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="focus_area_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="focus_area_slug_ever"),
                    Partial(fields=["position", "entry_id"], name="focus_area_order", where="live"),
                    Partial(
                        fields=["position", "entry_id"],
                        name="focus_area_draft_order",
                        where="newest",
                    ),
                ],
                "pk_attr": "id",
            },
            bases=["Titled"],
        ),
        ops.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("title", Localised(encoder=JSON_DUMPS, decoder=loads)),
                ("title_key_sv", SortKey(unique=False)),
                ("title_key_en", SortKey(unique=False)),
                ("summary", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("preparation", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("agenda", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("local_start", fields.CharField(max_length=19)),
                ("local_end", fields.CharField(max_length=19)),
                ("time_zone", fields.CharField(default="Europe/Stockholm", max_length=64)),
                ("all_day", fields.BooleanField(default=False)),
                (
                    "state",
                    fields.CharEnumField(
                        default=MeetingState.CONFIRMED,
                        description="SAVE_THE_DATE: SAVE_THE_DATE\nCONFIRMED: CONFIRMED\nPOSTPONED: POSTPONED\nCANCELLED: CANCELLED",
                        enum_type=MeetingState,
                        max_length=20,
                    ),
                ),
                ("reason", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                (
                    "attendance",
                    fields.CharEnumField(
                        default=Attendance.ONSITE,
                        description="ONSITE: ONSITE\nONLINE: ONLINE\nMIXED: MIXED",
                        enum_type=Attendance,
                        max_length=20,
                    ),
                ),
                ("venue_name", fields.CharField(null=True, max_length=200)),
                ("venue_address", fields.CharField(null=True, max_length=300)),
                (
                    "venue_organisation",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="venue_organisation_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("online_url", fields.CharField(null=True, max_length=500)),
                ("online_audience", fields.SmallIntField(default=0)),
                (
                    "registration_mode",
                    fields.CharEnumField(
                        default=RegistrationMode.NONE,
                        description="NONE: NONE\nOPEN: OPEN\nCLOSED: CLOSED",
                        enum_type=RegistrationMode,
                        max_length=20,
                    ),
                ),
                ("registration_url", fields.CharField(null=True, max_length=500)),
                ("registration_closes_at", Instant(null=True, auto_now=False, auto_now_add=False)),
                ("links", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("follow_up", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                (
                    "start_fold",
                    fields.CharEnumField(
                        null=True,
                        description="EARLIER: EARLIER\nLATER: LATER",
                        enum_type=Fold,
                        max_length=10,
                    ),
                ),
                (
                    "end_fold",
                    fields.CharEnumField(
                        null=True,
                        description="EARLIER: EARLIER\nLATER: LATER",
                        enum_type=Fold,
                        max_length=10,
                    ),
                ),
                ("starts_at", Instant(auto_now=False, auto_now_add=False)),
                ("ends_at", Instant(auto_now=False, auto_now_add=False)),
                ("previous_starts_at", Instant(null=True, auto_now=False, auto_now_add=False)),
                ("previous_ends_at", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "series",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="series_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("original_start", fields.CharField(null=True, max_length=19)),
            ],
            options={
                "table": "meeting",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="meeting_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="meeting_window"),
                    CheckConstraint(check="meant_until >= live_until", name="meeting_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="meeting_audience"),
                    CheckConstraint(check="slug <> ''", name="meeting_slug_said"),
                    CheckConstraint(
                        check="state IN ('SAVE_THE_DATE', 'CONFIRMED', 'POSTPONED', 'CANCELLED')",
                        name="meeting_state_known",
                    ),
                    CheckConstraint(
                        check="attendance IN ('ONSITE', 'ONLINE', 'MIXED')",
                        name="meeting_attendance_known",
                    ),
                    CheckConstraint(
                        check="registration_mode IN ('NONE', 'OPEN', 'CLOSED')",
                        name="meeting_registration_mode_known",
                    ),
                    CheckConstraint(check="ends_at >= starts_at", name="meeting_ends"),
                    CheckConstraint(
                        check="previous_ends_at >= previous_starts_at", name="meeting_previous_ends"
                    ),
                    CheckConstraint(
                        check="start_fold IN ('EARLIER', 'LATER')", name="meeting_start_fold_known"
                    ),
                    CheckConstraint(
                        check="end_fold IN ('EARLIER', 'LATER')", name="meeting_end_fold_known"
                    ),
                    CheckConstraint(
                        check="(series_id IS NULL) = (original_start IS NULL)",
                        name="meeting_of_series",
                    ),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "version"], name="meeting_version", unique=True),
                    Partial(
                        fields=["entry_id"], name="meeting_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="meeting_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["entry_id"], name="meeting_live", where="live", hashed=True),
                    Partial(fields=["id"], name="meeting_live_id", where="live", hashed=True),
                    Partial(
                        fields=["slug"], name="meeting_slug_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["slug"],
                        name="meeting_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="meeting_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="meeting_slug_ever"),
                    Partial(
                        fields=[
                            "starts_at",
                            "entry_id",
                            "ends_at",
                            "live_from",
                            "live_until",
                            "audience",
                        ],
                        name="meeting_order",
                        where="live",
                    ),
                    Partial(
                        fields=["starts_at", "entry_id"], name="meeting_draft_order", where="newest"
                    ),
                    Partial(fields=["venue_organisation_id"], name="meeting_venue"),
                    Partial(fields=["series_id", "starts_at"], name="meeting_series_time"),
                    Partial(
                        fields=["series_id", "original_start"],
                        name="meeting_occurrence",
                        where="version = 1",
                        unique=True,
                    ),
                ],
                "pk_attr": "id",
            },
            bases=["Gathering"],
        ),
        ops.CreateModel(
            name="MeetingContact",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.Meeting",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("starts_at", Instant(auto_now=False, auto_now_add=False)),
                ("ends_at", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "meeting_contact",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"], name="meeting_contact_once", unique=True
                    ),
                    Partial(
                        fields=["source_id", "position"], name="meeting_contact_forth", unique=True
                    ),
                    Partial(
                        fields=[
                            "target_id",
                            "starts_at",
                            "ends_at",
                            "source_entry_id",
                            "source_id",
                        ],
                        name="meeting_contact_back",
                        where="live",
                    ),
                    Partial(fields=["target_id", "source_id"], name="meeting_contact_target"),
                    Partial(fields=["source_entry_id"], name="meeting_contact_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["MeetingLink"],
        ),
        ops.CreateModel(
            name="MeetingNetwork",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.Meeting",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("starts_at", Instant(auto_now=False, auto_now_add=False)),
                ("ends_at", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "meeting_network",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"], name="meeting_network_once", unique=True
                    ),
                    Partial(
                        fields=["source_id", "position"], name="meeting_network_forth", unique=True
                    ),
                    Partial(
                        fields=[
                            "target_id",
                            "starts_at",
                            "ends_at",
                            "source_entry_id",
                            "source_id",
                        ],
                        name="meeting_network_back",
                        where="live",
                    ),
                    Partial(fields=["target_id", "source_id"], name="meeting_network_target"),
                    Partial(fields=["source_entry_id"], name="meeting_network_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["MeetingLink"],
        ),
        ops.CreateModel(
            name="MeetingSeries",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("title", Localised(encoder=JSON_DUMPS, decoder=loads)),
                ("title_key_sv", SortKey(unique=False)),
                ("title_key_en", SortKey(unique=False)),
                ("summary", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("preparation", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("agenda", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("local_start", fields.CharField(max_length=19)),
                ("local_end", fields.CharField(max_length=19)),
                ("time_zone", fields.CharField(default="Europe/Stockholm", max_length=64)),
                ("all_day", fields.BooleanField(default=False)),
                (
                    "state",
                    fields.CharEnumField(
                        default=MeetingState.CONFIRMED,
                        description="SAVE_THE_DATE: SAVE_THE_DATE\nCONFIRMED: CONFIRMED\nPOSTPONED: POSTPONED\nCANCELLED: CANCELLED",
                        enum_type=MeetingState,
                        max_length=20,
                    ),
                ),
                ("reason", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                (
                    "attendance",
                    fields.CharEnumField(
                        default=Attendance.ONSITE,
                        description="ONSITE: ONSITE\nONLINE: ONLINE\nMIXED: MIXED",
                        enum_type=Attendance,
                        max_length=20,
                    ),
                ),
                ("venue_name", fields.CharField(null=True, max_length=200)),
                ("venue_address", fields.CharField(null=True, max_length=300)),
                (
                    "venue_organisation",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="venue_organisation_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("online_url", fields.CharField(null=True, max_length=500)),
                ("online_audience", fields.SmallIntField(default=0)),
                (
                    "registration_mode",
                    fields.CharEnumField(
                        default=RegistrationMode.NONE,
                        description="NONE: NONE\nOPEN: OPEN\nCLOSED: CLOSED",
                        enum_type=RegistrationMode,
                        max_length=20,
                    ),
                ),
                ("registration_url", fields.CharField(null=True, max_length=500)),
                ("registration_closes_at", Instant(null=True, auto_now=False, auto_now_add=False)),
                ("links", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                (
                    "rule_frequency",
                    fields.CharEnumField(
                        description="DAILY: DAILY\nWEEKLY: WEEKLY\nMONTHLY: MONTHLY\nYEARLY: YEARLY",
                        enum_type=Frequency,
                        max_length=20,
                    ),
                ),
                ("rule_interval", fields.IntField(default=1)),
                ("rule_by_day", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                (
                    "rule_by_month_day",
                    fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads),
                ),
                (
                    "rule_by_month",
                    fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads),
                ),
                ("rule_count", fields.IntField(null=True)),
                ("rule_until", fields.CharField(null=True, max_length=10)),
                ("rule_exclude", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "meeting_series",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="meeting_series_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="meeting_series_window"),
                    CheckConstraint(check="meant_until >= live_until", name="meeting_series_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="meeting_series_audience"),
                    CheckConstraint(check="slug <> ''", name="meeting_series_slug_said"),
                    CheckConstraint(
                        check="state IN ('SAVE_THE_DATE', 'CONFIRMED', 'POSTPONED', 'CANCELLED')",
                        name="meeting_series_state_known",
                    ),
                    CheckConstraint(
                        check="attendance IN ('ONSITE', 'ONLINE', 'MIXED')",
                        name="meeting_series_attendance_known",
                    ),
                    CheckConstraint(
                        check="registration_mode IN ('NONE', 'OPEN', 'CLOSED')",
                        name="meeting_series_registration_mode_known",
                    ),
                    CheckConstraint(
                        check="rule_frequency IN ('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY')",
                        name="meeting_series_rule_frequency_known",
                    ),
                    CheckConstraint(
                        check="(rule_count IS NULL) <> (rule_until IS NULL)",
                        name="meeting_series_rule_ends",
                    ),
                ],
                "indexes": [
                    Partial(
                        fields=["entry_id", "version"], name="meeting_series_version", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="meeting_series_newest",
                        where="newest",
                        unique=True,
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="meeting_series_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(
                        fields=["entry_id"], name="meeting_series_live", where="live", hashed=True
                    ),
                    Partial(
                        fields=["id"], name="meeting_series_live_id", where="live", hashed=True
                    ),
                    Partial(
                        fields=["slug"],
                        name="meeting_series_slug_newest",
                        where="newest",
                        unique=True,
                    ),
                    Partial(
                        fields=["slug"],
                        name="meeting_series_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="meeting_series_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="meeting_series_slug_ever"),
                    Partial(
                        fields=["title_key_sv", "entry_id"],
                        name="meeting_series_order",
                        where="live",
                    ),
                    Partial(
                        fields=["title_key_sv", "entry_id"],
                        name="meeting_series_draft_order",
                        where="newest",
                    ),
                    Partial(fields=["venue_organisation_id"], name="meeting_series_venue"),
                ],
                "pk_attr": "id",
            },
            bases=["Gathering"],
        ),
        ops.CreateModel(
            name="MeetingSeriesContact",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.MeetingSeries",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
            ],
            options={
                "table": "meeting_series_contact",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"],
                        name="meeting_series_contact_once",
                        unique=True,
                    ),
                    Partial(
                        fields=["source_id", "position"],
                        name="meeting_series_contact_forth",
                        unique=True,
                    ),
                    Partial(
                        fields=["target_id", "source_entry_id", "source_id"],
                        name="meeting_series_contact_back",
                        where="live",
                    ),
                    Partial(
                        fields=["target_id", "source_id"], name="meeting_series_contact_target"
                    ),
                    Partial(fields=["source_entry_id"], name="meeting_series_contact_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["MeetingSeriesLink"],
        ),
        ops.CreateModel(
            name="MeetingSeriesNetwork",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.MeetingSeries",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
            ],
            options={
                "table": "meeting_series_network",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"],
                        name="meeting_series_network_once",
                        unique=True,
                    ),
                    Partial(
                        fields=["source_id", "position"],
                        name="meeting_series_network_forth",
                        unique=True,
                    ),
                    Partial(
                        fields=["target_id", "source_entry_id", "source_id"],
                        name="meeting_series_network_back",
                        where="live",
                    ),
                    Partial(
                        fields=["target_id", "source_id"], name="meeting_series_network_target"
                    ),
                    Partial(fields=["source_entry_id"], name="meeting_series_network_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["MeetingSeriesLink"],
        ),
        ops.CreateModel(
            name="Network",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("title", Localised(encoder=JSON_DUMPS, decoder=loads)),
                ("title_key_sv", SortKey(unique=False)),
                ("title_key_en", SortKey(unique=False)),
                ("lead", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("body", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("purpose", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("participants", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("prerequisites", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("links", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("position", fields.IntField()),
            ],
            options={
                "table": "network",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="network_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="network_window"),
                    CheckConstraint(check="meant_until >= live_until", name="network_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="network_audience"),
                    CheckConstraint(check="slug <> ''", name="network_slug_said"),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "version"], name="network_version", unique=True),
                    Partial(
                        fields=["entry_id"], name="network_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="network_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["entry_id"], name="network_live", where="live", hashed=True),
                    Partial(fields=["id"], name="network_live_id", where="live", hashed=True),
                    Partial(
                        fields=["slug"], name="network_slug_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["slug"],
                        name="network_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="network_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="network_slug_ever"),
                    Partial(fields=["position", "entry_id"], name="network_order", where="live"),
                    Partial(
                        fields=["position", "entry_id"], name="network_draft_order", where="newest"
                    ),
                ],
                "pk_attr": "id",
            },
            bases=["Titled"],
        ),
        ops.CreateModel(
            name="NetworkContact",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.Network",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("source_position", fields.IntField()),
            ],
            options={
                "table": "network_contact",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"], name="network_contact_once", unique=True
                    ),
                    Partial(
                        fields=["source_id", "position"], name="network_contact_forth", unique=True
                    ),
                    Partial(
                        fields=["target_id", "source_position", "source_entry_id", "source_id"],
                        name="network_contact_back",
                        where="live",
                    ),
                    Partial(fields=["target_id", "source_id"], name="network_contact_target"),
                    Partial(fields=["source_entry_id"], name="network_contact_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["NetworkLink"],
        ),
        ops.CreateModel(
            name="NetworkEdition",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.Network",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("source_position", fields.IntField()),
            ],
            options={
                "table": "network_edition",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"], name="network_edition_once", unique=True
                    ),
                    Partial(
                        fields=["source_id", "position"], name="network_edition_forth", unique=True
                    ),
                    Partial(
                        fields=["target_id", "source_position", "source_entry_id", "source_id"],
                        name="network_edition_back",
                        where="live",
                    ),
                    Partial(fields=["target_id", "source_id"], name="network_edition_target"),
                    Partial(fields=["source_entry_id"], name="network_edition_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["NetworkLink"],
        ),
        ops.CreateModel(
            name="NetworkFocusArea",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.Network",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("source_position", fields.IntField()),
            ],
            options={
                "table": "network_focus_area",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"],
                        name="network_focus_area_once",
                        unique=True,
                    ),
                    Partial(
                        fields=["source_id", "position"],
                        name="network_focus_area_forth",
                        unique=True,
                    ),
                    Partial(
                        fields=["target_id", "source_position", "source_entry_id", "source_id"],
                        name="network_focus_area_back",
                        where="live",
                    ),
                    Partial(fields=["target_id", "source_id"], name="network_focus_area_target"),
                    Partial(fields=["source_entry_id"], name="network_focus_area_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["NetworkLink"],
        ),
        ops.CreateModel(
            name="NetworkMember",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "source_entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="source_entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "target",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="target_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
                ("live", fields.BooleanField(default=False)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.Network",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("source_position", fields.IntField()),
            ],
            options={
                "table": "network_member",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["source_id", "target_id"], name="network_member_once", unique=True
                    ),
                    Partial(
                        fields=["source_id", "position"], name="network_member_forth", unique=True
                    ),
                    Partial(
                        fields=["target_id", "source_position", "source_entry_id", "source_id"],
                        name="network_member_back",
                        where="live",
                    ),
                    Partial(fields=["target_id", "source_id"], name="network_member_target"),
                    Partial(fields=["source_entry_id"], name="network_member_source_entry"),
                ],
                "pk_attr": "id",
            },
            bases=["NetworkLink"],
        ),
        ops.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("name", fields.CharField(max_length=200)),
                ("name_key", SortKey(unique=False)),
                (
                    "kind",
                    fields.CharEnumField(
                        description="REGION: REGION\nMUNICIPALITY: MUNICIPALITY\nLIBRARY: LIBRARY\nPARTNER: PARTNER",
                        enum_type=OrganisationKind,
                        max_length=20,
                    ),
                ),
                ("code", Code(null=True, max_length=20)),
            ],
            options={
                "table": "organisation",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="organisation_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="organisation_window"),
                    CheckConstraint(check="meant_until >= live_until", name="organisation_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="organisation_audience"),
                    CheckConstraint(check="slug <> ''", name="organisation_slug_said"),
                    CheckConstraint(
                        check="kind IN ('REGION', 'MUNICIPALITY', 'LIBRARY', 'PARTNER')",
                        name="organisation_kind_known",
                    ),
                ],
                "indexes": [
                    Partial(
                        fields=["entry_id", "version"], name="organisation_version", unique=True
                    ),
                    Partial(
                        fields=["entry_id"], name="organisation_newest", where="newest", unique=True
                    ),
                    Partial(
                        fields=["entry_id"],
                        name="organisation_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(
                        fields=["entry_id"], name="organisation_live", where="live", hashed=True
                    ),
                    Partial(fields=["id"], name="organisation_live_id", where="live", hashed=True),
                    Partial(
                        fields=["slug"],
                        name="organisation_slug_newest",
                        where="newest",
                        unique=True,
                    ),
                    Partial(
                        fields=["slug"],
                        name="organisation_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="organisation_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="organisation_slug_ever"),
                    Partial(
                        fields=["name_key", "entry_id"], name="organisation_order", where="live"
                    ),
                    Partial(
                        fields=["name_key", "entry_id"],
                        name="organisation_draft_order",
                        where="newest",
                    ),
                ],
                "pk_attr": "id",
            },
            bases=["Named"],
        ),
        ops.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "entry",
                    fields.ForeignKeyField(
                        "models.Entry",
                        source_field="entry_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("version", fields.IntField()),
                ("slug", Code(max_length=200)),
                ("live_from", Instant(null=True, auto_now=False, auto_now_add=False)),
                (
                    "live_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                (
                    "meant_until",
                    Instant(
                        default=datetime.datetime.fromisoformat("9999-12-31T00:00:00+00:00"),
                        auto_now=False,
                        auto_now_add=False,
                    ),
                ),
                ("newest", fields.BooleanField(default=True)),
                ("live", fields.BooleanField(default=False)),
                ("audience", fields.SmallIntField(default=Audience.PUBLIC)),
                ("saved_at", Instant(auto_now=False, auto_now_add=False)),
                ("saved_by", fields.UUIDField(null=True)),
                ("note", fields.TextField(default="", unique=False)),
                ("changes", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("title", Localised(encoder=JSON_DUMPS, decoder=loads)),
                ("title_key_sv", SortKey(unique=False)),
                ("title_key_en", SortKey(unique=False)),
                ("path", Code(max_length=300)),
                ("lead", Localised(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("body", RichText(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("links", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "page",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="version >= 1", name="page_version_counts"),
                    CheckConstraint(check="live_until > live_from", name="page_window"),
                    CheckConstraint(check="meant_until >= live_until", name="page_meant"),
                    CheckConstraint(check="audience IN (0, 1)", name="page_audience"),
                    CheckConstraint(check="slug <> ''", name="page_slug_said"),
                    CheckConstraint(check="path LIKE '/%'", name="page_path_rooted"),
                ],
                "indexes": [
                    Partial(fields=["entry_id", "version"], name="page_version", unique=True),
                    Partial(fields=["entry_id"], name="page_newest", where="newest", unique=True),
                    Partial(
                        fields=["entry_id"],
                        name="page_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["entry_id"], name="page_live", where="live", hashed=True),
                    Partial(fields=["id"], name="page_live_id", where="live", hashed=True),
                    Partial(fields=["slug"], name="page_slug_newest", where="newest", unique=True),
                    Partial(
                        fields=["slug"],
                        name="page_slug_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["slug"], name="page_slug_live", where="live"),
                    Partial(fields=["slug", "live_from"], name="page_slug_ever"),
                    Partial(fields=["path", "entry_id"], name="page_order", where="live"),
                    Partial(fields=["path", "entry_id"], name="page_draft_order", where="newest"),
                    Partial(fields=["path"], name="page_path_newest", where="newest", unique=True),
                    Partial(
                        fields=["path"],
                        name="page_path_open",
                        where="live_from IS NOT NULL AND live_until = '9999-12-31T00:00:00+00:00'",
                        unique=True,
                    ),
                    Partial(fields=["path", "live_from"], name="page_path_ever"),
                ],
                "pk_attr": "id",
            },
            bases=["Titled"],
        ),
        ops.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("owner", fields.CharField(max_length=250)),
                ("key", fields.CharField(max_length=200)),
                ("digest", fields.CharField(max_length=64)),
                ("entry_id", fields.UUIDField()),
                ("version", fields.IntField()),
                ("moment", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "receipt",
                "app": "models",
                "indexes": [
                    Partial(fields=["owner", "key"], name="receipt_once", unique=True),
                    Partial(fields=["moment"], name="receipt_moment"),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True),
                ),
                ("digest", Code(max_length=64)),
                (
                    "account",
                    fields.ForeignKeyField(
                        "models.Account",
                        source_field="account_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("created_at", Instant(auto_now=False, auto_now_add=False)),
                ("seen_at", Instant(auto_now=False, auto_now_add=False)),
                ("expires_at", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "session",
                "app": "models",
                "indexes": [
                    Partial(fields=["digest"], name="session_digest", unique=True),
                    Partial(fields=["account_id"], name="session_account"),
                    Partial(fields=["expires_at"], name="session_expiry"),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True),
                ),
                ("digest", Code(max_length=64)),
                (
                    "account",
                    fields.ForeignKeyField(
                        "models.Account",
                        source_field="account_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("expires_at", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "sign_in_link",
                "app": "models",
                "indexes": [
                    Partial(fields=["digest"], name="sign_in_link_digest", unique=True),
                    Partial(fields=["account_id"], name="sign_in_link_account"),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TrustedDocument",
            fields=[
                ("id", Code(primary_key=True, unique=True, db_index=True, max_length=71)),
                ("text", fields.TextField(unique=False)),
                ("operations", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("loaded_at", Instant(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "trusted_document",
                "app": "models",
                "constraints": [
                    CheckConstraint(check="id LIKE 'sha256:%'", name="trusted_document_digest")
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ManifestLine",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("manifest", Code(max_length=100)),
                ("known_as", Code(max_length=200)),
                (
                    "document",
                    fields.ForeignKeyField(
                        "models.TrustedDocument",
                        source_field="document_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
            ],
            options={
                "table": "manifest_line",
                "app": "models",
                "indexes": [
                    Partial(
                        fields=["known_as", "manifest"], name="manifest_line_once", unique=True
                    ),
                    Partial(fields=["manifest"], name="manifest_line_manifest"),
                    Partial(fields=["document_id"], name="manifest_line_document"),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
