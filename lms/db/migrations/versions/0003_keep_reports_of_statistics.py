"""keep reports of statistics.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('quiz_report',
    sa.Column('quiz', sa.String(length=200), nullable=False),
    sa.Column('which', sa.String(length=10), nullable=False),
    sa.Column('form', sa.String(length=12), nullable=False),
    sa.Column('state', sa.String(length=64), nullable=False),
    sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('report', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('quiz', 'which', 'form', name=op.f('pk_quiz_report'))
    )


def downgrade() -> None:
    op.drop_table('quiz_report')
