"""certificates that are signed, asked about, taken away.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('certificate_download',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('public_id', sa.String(length=32), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('wish', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('list_sha256', sa.String(length=64), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_certificate_download_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_download')),
    sa.UniqueConstraint('public_id', name=op.f('uq_certificate_download_public_id'))
    )
    op.create_table('certificate_look',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('look', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_certificate_look_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_look'))
    )
    op.create_table('correction_request',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('certificate_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('wanted', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('answer', sa.String(length=1000), nullable=False),
    sa.Column('successor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_correction_request_certificate_id_certificate')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_correction_request_decided_by_id_person')),
    sa.ForeignKeyConstraint(['successor_id'], ['certificate.id'], name=op.f('fk_correction_request_successor_id_certificate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction_request'))
    )
    with op.batch_alter_table('correction_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_request_certificate_id'), ['certificate_id'], unique=False)
        batch_op.create_index('ix_correction_request_state', ['state', 'id'], unique=False)
        batch_op.create_index('uq_correction_request_open', ['certificate_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('signing_try',
    sa.Column('certificate_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('error', sa.String(length=300), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_signing_try_certificate_id_certificate')),
    sa.PrimaryKeyConstraint('certificate_id', name=op.f('pk_signing_try'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('claim', sa.String(length=1000), nullable=True))
        batch_op.add_column(sa.Column('mark', sa.String(length=8), nullable=False, server_default='none'))
        batch_op.add_column(sa.Column('signer', sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('plain_sha256', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('pack_sha256', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('credential_sha256', sa.String(length=64), nullable=True))
        batch_op.create_index('ix_certificate_expires', ['expires_on', 'id'], unique=False)
        batch_op.create_index('ix_certificate_completed', ['completed_on', 'id', 'learner_id', 'course_id', 'state', 'expires_on', 'size'], unique=False)
        batch_op.create_index('ix_certificate_course', ['course_id', 'completed_on', 'id'], unique=False)
        batch_op.create_index('ix_certificate_rendered', ['rendered_at'], unique=False)
        batch_op.create_index('ix_certificate_mark', ['mark', 'signed_at', 'id'], unique=False)

    op.create_table('fresh_start',
    sa.Column('learner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('quiz', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['person.id'], name=op.f('fk_fresh_start_learner_id_person')),
    sa.PrimaryKeyConstraint('learner_id', 'quiz', name=op.f('pk_fresh_start'))
    )


def downgrade() -> None:
    op.drop_table('fresh_start')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index('ix_certificate_mark')
        batch_op.drop_index('ix_certificate_rendered')
        batch_op.drop_index('ix_certificate_course')
        batch_op.drop_index('ix_certificate_completed')
        batch_op.drop_index('ix_certificate_expires')
        batch_op.drop_column('credential_sha256')
        batch_op.drop_column('pack_sha256')
        batch_op.drop_column('plain_sha256')
        batch_op.drop_column('signed_at')
        batch_op.drop_column('signer')
        batch_op.drop_column('mark')
        batch_op.drop_column('claim')

    op.drop_table('signing_try')
    with op.batch_alter_table('correction_request', schema=None) as batch_op:
        batch_op.drop_index('uq_correction_request_open', sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
        batch_op.drop_index('ix_correction_request_state')
        batch_op.drop_index(batch_op.f('ix_correction_request_certificate_id'))

    op.drop_table('correction_request')
    op.drop_table('certificate_look')
    op.drop_table('certificate_download')
