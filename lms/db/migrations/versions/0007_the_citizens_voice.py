"""the citizens' voice and training needs.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


ROLES_BEFORE = "name IN ('trainer', 'hr', 'admin')"
ROLES = "name IN ('trainer', 'hr', 'admin', 'desk')"


def _known_roles(after: str) -> None:
    known = op.f('ck_role_known')
    with op.batch_alter_table('role') as batch_op:
        batch_op.drop_constraint(known, type_='check')
        batch_op.create_check_constraint(known, after)


def upgrade() -> None:
    _known_roles(ROLES)
    op.create_table('answer_template',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_template')),
    sa.UniqueConstraint('name', name=op.f('uq_answer_template_name'))
    )
    op.create_table('complaint_number',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_complaint_number'))
    )
    op.create_table('handling_class',
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=False),
    sa.Column('verify_days', sa.SmallInteger(), nullable=False),
    sa.Column('plan_days', sa.SmallInteger(), nullable=False),
    sa.Column('finish_days', sa.SmallInteger(), nullable=False),
    sa.Column('silence_days', sa.SmallInteger(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_handling_class'))
    )
    op.create_table('holiday',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('worked', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_holiday'))
    )
    op.create_table('period',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('begins', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('begins <= ends', name=op.f('ck_period_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_period')),
    sa.UniqueConstraint('name', name=op.f('uq_period_name'))
    )
    with op.batch_alter_table('period', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_period_begins'), ['begins'], unique=False)

    op.create_table('source_competency',
    sa.Column('source', sa.String(length=60), nullable=False),
    sa.Column('competency', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('source', name=op.f('pk_source_competency'))
    )
    op.create_table('complaint_category',
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=False),
    sa.Column('class_key', sa.String(length=40), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['class_key'], ['handling_class.key'], name=op.f('fk_complaint_category_class_key_handling_class')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_complaint_category'))
    )
    op.create_table('follow_up',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('element', sa.String(length=20), nullable=False),
    sa.Column('action', sa.String(length=500), nullable=False),
    sa.Column('by_whom', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_follow_up_period_id_period')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_follow_up_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up'))
    )
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.create_index('ix_follow_up_unit', ['unit_id', 'period_id'], unique=False)

    op.create_table('need_calculation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('last_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_need_calculation_period_id_period')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need_calculation')),
    sa.UniqueConstraint('period_id', name=op.f('uq_need_calculation_period_id'))
    )
    op.create_table('service',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=False),
    sa.Column('code', sa.String(length=12), nullable=False),
    sa.Column('elements', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_service_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service')),
    sa.UniqueConstraint('code', name=op.f('uq_service_code')),
    sa.UniqueConstraint('unit_id', 'name', name=op.f('uq_service_unit_id_name'))
    )
    op.create_table('complaint',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('once', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('category_key', sa.String(length=40), nullable=False),
    sa.Column('class_key', sa.String(length=40), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=True),
    sa.Column('happened_time', sa.String(length=5), nullable=False),
    sa.Column('text', sa.String(length=5000), nullable=False),
    sa.Column('anonymous', sa.Boolean(), nullable=False),
    sa.Column('confidential', sa.Boolean(), nullable=False),
    sa.Column('reporter_name', sa.String(length=120), nullable=False),
    sa.Column('reporter_contact', sa.String(length=120), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('accused_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('accused_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('desk_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('handler_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('verify_by', sa.Date(), nullable=False),
    sa.Column('plan_by', sa.Date(), nullable=False),
    sa.Column('finish_by', sa.Date(), nullable=False),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waiting_since', sa.Date(), nullable=True),
    sa.Column('waited_days', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_days', sa.Integer(), nullable=True),
    sa.Column('in_time', sa.Boolean(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('forwarded_to', sa.String(length=200), nullable=False),
    sa.Column('lapor_number', sa.String(length=40), nullable=False),
    sa.Column('rating', sa.SmallInteger(), nullable=True),
    sa.Column('rating_text', sa.String(length=1000), nullable=False),
    sa.Column('rated_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['accused_id'], ['person.id'], name=op.f('fk_complaint_accused_id_person')),
    sa.ForeignKeyConstraint(['accused_unit_id'], ['unit.id'], name=op.f('fk_complaint_accused_unit_id_unit')),
    sa.ForeignKeyConstraint(['category_key'], ['complaint_category.key'], name=op.f('fk_complaint_category_key_complaint_category')),
    sa.ForeignKeyConstraint(['class_key'], ['handling_class.key'], name=op.f('fk_complaint_class_key_handling_class')),
    sa.ForeignKeyConstraint(['desk_unit_id'], ['unit.id'], name=op.f('fk_complaint_desk_unit_id_unit')),
    sa.ForeignKeyConstraint(['handler_id'], ['person.id'], name=op.f('fk_complaint_handler_id_person')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_complaint_service_id_service')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_complaint_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint')),
    sa.UniqueConstraint('number', name=op.f('uq_complaint_number')),
    sa.UniqueConstraint('once', name=op.f('uq_complaint_once')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_complaint_secret_hash'))
    )
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_desk', ['desk_unit_id', 'state', 'finish_by'], unique=False)
        batch_op.create_index('ix_complaint_handler', ['handler_id', 'state'], unique=False)
        batch_op.create_index('ix_complaint_open', ['state', 'finish_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_complaint_received_on'), ['received_on'], unique=False)
        batch_op.create_index('ix_complaint_unit', ['unit_id', 'received_at'], unique=False)

    op.create_table('element_sum',
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('element', sa.String(length=20), nullable=False),
    sa.Column('n1', sa.Integer(), nullable=False),
    sa.Column('n2', sa.Integer(), nullable=False),
    sa.Column('n3', sa.Integer(), nullable=False),
    sa.Column('n4', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_element_sum_period_id_period')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_element_sum_service_id_service')),
    sa.PrimaryKeyConstraint('period_id', 'service_id', 'element', name=op.f('pk_element_sum'))
    )
    op.create_table('extra_question',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('wording', sa.String(length=300), nullable=False),
    sa.Column('wording_en', sa.String(length=300), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_extra_question_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extra_question'))
    )
    with op.batch_alter_table('extra_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extra_question_service_id'), ['service_id'], unique=False)

    op.create_table('later_form',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('course_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('view', sa.String(length=10), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('scores', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_later_form_by_id_person')),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_later_form_course_id_course')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_later_form_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_later_form')),
    sa.UniqueConstraint('person_id', 'course_id', 'view', name=op.f('uq_later_form_person_id_course_id_view'))
    )
    with op.batch_alter_table('later_form', schema=None) as batch_op:
        batch_op.create_index('ix_later_form_by', ['by_id', 'due_on'], unique=False)
        batch_op.create_index('ix_later_form_course', ['course_id', 'view'], unique=False)

    op.create_table('need',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('evidence', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('decided_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_need_decided_by_person')),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_need_period_id_period')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_need_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need')),
    sa.UniqueConstraint('unit_id', 'period_id', 'source', name=op.f('uq_need_unit_id_period_id_source'))
    )
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.create_index('ix_need_period', ['period_id', 'state', 'id'], unique=False)

    op.create_table('pointer',
    sa.Column('source', sa.String(length=60), nullable=False),
    sa.Column('course_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_pointer_by_id_person')),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_pointer_course_id_course')),
    sa.PrimaryKeyConstraint('source', 'course_id', name=op.f('pk_pointer'))
    )
    op.create_table('reaction',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('course_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('scores', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_reaction_course_id_course')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reaction_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reaction')),
    sa.UniqueConstraint('course_id', 'person_id', name=op.f('uq_reaction_course_id_person_id'))
    )
    op.create_table('served',
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_served_period_id_period')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_served_service_id_service')),
    sa.PrimaryKeyConstraint('period_id', 'service_id', name=op.f('pk_served'))
    )
    op.create_table('survey_token',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_survey_token_period_id_period')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_survey_token_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_token')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_survey_token_code_hash'))
    )
    with op.batch_alter_table('survey_token', schema=None) as batch_op:
        batch_op.create_index('ix_survey_token_service', ['service_id', 'period_id'], unique=False)

    op.create_table('total_sum',
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('used', sa.SmallInteger(), nullable=False),
    sa.Column('total', sa.SmallInteger(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_total_sum_period_id_period')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_total_sum_service_id_service')),
    sa.PrimaryKeyConstraint('period_id', 'service_id', 'used', 'total', name=op.f('pk_total_sum'))
    )
    op.create_table('assignment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('need_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('course_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_assignment_course_id_course')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_assignment_need_id_need')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assignment_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('person_id', 'need_id', 'course_id', name=op.f('uq_assignment_person_id_need_id_course_id'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_need', ['need_id'], unique=False)

    op.create_table('complaint_act',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('complaint_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('before', sa.String(length=12), nullable=True),
    sa.Column('after', sa.String(length=12), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('handler_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_complaint_act_by_id_person')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_act_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['handler_id'], ['person.id'], name=op.f('fk_complaint_act_handler_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_act'))
    )
    with op.batch_alter_table('complaint_act', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_act', ['complaint_id', 'id'], unique=False)

    op.create_table('complaint_message',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('complaint_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('author', sa.String(length=10), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('internal', sa.Boolean(), nullable=False),
    sa.Column('text', sa.String(length=5000), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_message_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_complaint_message_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_message'))
    )
    with op.batch_alter_table('complaint_message', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_message', ['complaint_id', 'id'], unique=False)

    op.create_table('escalation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('complaint_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_escalation_complaint_id_complaint')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_escalation')),
    sa.UniqueConstraint('complaint_id', 'stage', name=op.f('uq_escalation_complaint_id_stage'))
    )
    op.create_table('need_course',
    sa.Column('need_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('course_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_need_course_course_id_course')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_need_course_need_id_need')),
    sa.PrimaryKeyConstraint('need_id', 'course_id', name=op.f('pk_need_course'))
    )
    op.create_table('survey_answer',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('once', sa.String(length=64), nullable=False),
    sa.Column('device_hash', sa.String(length=64), nullable=True),
    sa.Column('token_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('sex', sa.String(length=10), nullable=True),
    sa.Column('education', sa.String(length=10), nullable=True),
    sa.Column('occupation', sa.String(length=20), nullable=True),
    sa.Column('persyaratan', sa.SmallInteger(), nullable=True),
    sa.Column('prosedur', sa.SmallInteger(), nullable=True),
    sa.Column('waktu', sa.SmallInteger(), nullable=True),
    sa.Column('biaya', sa.SmallInteger(), nullable=True),
    sa.Column('produk', sa.SmallInteger(), nullable=True),
    sa.Column('kompetensi', sa.SmallInteger(), nullable=True),
    sa.Column('perilaku', sa.SmallInteger(), nullable=True),
    sa.Column('sarana', sa.SmallInteger(), nullable=True),
    sa.Column('pengaduan', sa.SmallInteger(), nullable=True),
    sa.Column('extras', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('suggestion', sa.String(length=1000), nullable=False),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_survey_answer_period_id_period')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_survey_answer_service_id_service')),
    sa.ForeignKeyConstraint(['token_id'], ['survey_token.id'], name=op.f('fk_survey_answer_token_id_survey_token')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_survey_answer_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer')),
    sa.UniqueConstraint('once', name=op.f('uq_survey_answer_once')),
    sa.UniqueConstraint('service_id', 'period_id', 'device_hash', name=op.f('uq_survey_answer_service_id_period_id_device_hash')),
    sa.UniqueConstraint('token_id', name=op.f('uq_survey_answer_token_id'))
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index('ix_survey_answer_service', ['service_id', 'period_id', 'id'], unique=False)
        batch_op.create_index('ix_survey_answer_unit', ['unit_id', 'period_id'], unique=False)

    op.create_table('complaint_attachment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('complaint_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('media_type', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_attachment_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['message_id'], ['complaint_message.id'], name=op.f('fk_complaint_attachment_message_id_complaint_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_attachment'))
    )
    with op.batch_alter_table('complaint_attachment', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_attachment', ['complaint_id'], unique=False)



def downgrade() -> None:
    op.execute("DELETE FROM role WHERE name = 'desk'")
    _known_roles(ROLES_BEFORE)
    with op.batch_alter_table('complaint_attachment', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_attachment')

    op.drop_table('complaint_attachment')
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.drop_index('ix_survey_answer_unit')
        batch_op.drop_index('ix_survey_answer_service')

    op.drop_table('survey_answer')
    op.drop_table('need_course')
    op.drop_table('escalation')
    with op.batch_alter_table('complaint_message', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_message')

    op.drop_table('complaint_message')
    with op.batch_alter_table('complaint_act', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_act')

    op.drop_table('complaint_act')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index('ix_assignment_need')

    op.drop_table('assignment')
    op.drop_table('total_sum')
    with op.batch_alter_table('survey_token', schema=None) as batch_op:
        batch_op.drop_index('ix_survey_token_service')

    op.drop_table('survey_token')
    op.drop_table('served')
    op.drop_table('reaction')
    op.drop_table('pointer')
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_index('ix_need_period')

    op.drop_table('need')
    with op.batch_alter_table('later_form', schema=None) as batch_op:
        batch_op.drop_index('ix_later_form_course')
        batch_op.drop_index('ix_later_form_by')

    op.drop_table('later_form')
    with op.batch_alter_table('extra_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extra_question_service_id'))

    op.drop_table('extra_question')
    op.drop_table('element_sum')
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_unit')
        batch_op.drop_index(batch_op.f('ix_complaint_received_on'))
        batch_op.drop_index('ix_complaint_open')
        batch_op.drop_index('ix_complaint_handler')
        batch_op.drop_index('ix_complaint_desk')

    op.drop_table('complaint')
    op.drop_table('service')
    op.drop_table('need_calculation')
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.drop_index('ix_follow_up_unit')

    op.drop_table('follow_up')
    op.drop_table('complaint_category')
    op.drop_table('source_competency')
    with op.batch_alter_table('period', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_period_begins'))

    op.drop_table('period')
    op.drop_table('holiday')
    op.drop_table('handling_class')
    op.drop_table('complaint_number')
    op.drop_table('answer_template')
