"""the survey at the counter, by codes, and sums of a unit's own questions.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('extra_sum',
    sa.Column('period_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('n1', sa.Integer(), nullable=False),
    sa.Column('n2', sa.Integer(), nullable=False),
    sa.Column('n3', sa.Integer(), nullable=False),
    sa.Column('n4', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_extra_sum_period_id_period')),
    sa.ForeignKeyConstraint(['question_id'], ['extra_question.id'], name=op.f('fk_extra_sum_question_id_extra_question')),
    sa.PrimaryKeyConstraint('period_id', 'question_id', name=op.f('pk_extra_sum'))
    )
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tokens_asked', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('kiosk_until', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.drop_column('kiosk_until')
        batch_op.drop_column('tokens_asked')

    op.drop_table('extra_sum')
