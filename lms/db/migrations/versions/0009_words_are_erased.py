"""words of old surveys are erased, and a report's number waits for nobody.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

# The year stands in ADU-2026-00042; a number made of the id is never smaller than one that was counted.
COUNT_ON = """
INSERT INTO complaint_number (year, last)
SELECT CAST(substr(number, 5, 4) AS INTEGER), max(id) FROM complaint GROUP BY CAST(substr(number, 5, 4) AS INTEGER)
"""


def upgrade() -> None:
    op.drop_table('complaint_number')
    with op.batch_alter_table('period', schema=None) as batch_op:
        batch_op.add_column(sa.Column('texts_erased_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('period', schema=None) as batch_op:
        batch_op.drop_column('texts_erased_at')

    op.create_table('complaint_number',
    sa.Column('year', sa.Integer(), nullable=False, autoincrement=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_complaint_number'))
    )
    op.execute(COUNT_ON)
