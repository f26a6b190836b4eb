"""waiting attempts and regrades.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('regrade',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('quiz', sa.String(length=200), nullable=False),
    sa.Column('quiz_hash', sa.String(length=64), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('options', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('rose', sa.Integer(), nullable=False),
    sa.Column('fell', sa.Integer(), nullable=False),
    sa.Column('crossed', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_regrade_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regrade'))
    )
    with op.batch_alter_table('regrade', schema=None) as batch_op:
        batch_op.create_index('ix_regrade_quiz', ['quiz', 'began_at'], unique=False)

    op.create_table('voided_question',
    sa.Column('quiz', sa.String(length=200), nullable=False),
    sa.Column('question', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_voided_question_by_id_person')),
    sa.PrimaryKeyConstraint('quiz', 'question', name=op.f('pk_voided_question'))
    )
    op.create_table('attempt_step',
    sa.Column('learner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('attempt_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('detail', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_attempt_step_by_id_person')),
    sa.ForeignKeyConstraint(['learner_id', 'attempt_id'], ['attempt.learner_id', 'attempt.id'], name=op.f('fk_attempt_step_learner_id_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('learner_id', 'attempt_id', 'number', name=op.f('pk_attempt_step')),
    sqlite_with_rowid=False
    )
    # What was handed in before there were steps was handed in, and graded, all the same.
    for number, kind in ((1, 'submitted'), (2, 'graded')):
        op.execute(
            "INSERT INTO attempt_step (learner_id, attempt_id, number, kind, at)"
            f" SELECT learner_id, id, {number}, '{kind}', submitted_at FROM attempt WHERE state = 'graded'"
        )
    # Plain ALTERs: a batch would copy the two largest tables.
    op.add_column('answer', sa.Column('certainty', sa.Integer(), nullable=True))
    op.create_index('ix_attempt_waiting', 'attempt', ['quiz', 'submitted_at'], unique=False, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))
    op.add_column('mark', sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
    op.add_column('mark', sa.Column('regrade_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
    op.add_column('mark', sa.Column('detail', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True))


def downgrade() -> None:
    op.drop_column('mark', 'detail')
    op.drop_column('mark', 'regrade_id')
    op.drop_column('mark', 'by_id')
    op.drop_index('ix_attempt_waiting', 'attempt')
    op.drop_column('answer', 'certainty')
    op.drop_table('attempt_step')
    op.drop_table('voided_question')
    with op.batch_alter_table('regrade', schema=None) as batch_op:
        batch_op.drop_index('ix_regrade_quiz')

    op.drop_table('regrade')
