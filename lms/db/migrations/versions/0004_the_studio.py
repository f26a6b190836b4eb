"""the studio: copies, revisions, reviews; what releases were made of.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('git_act',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('fine', sa.Boolean(), nullable=False),
    sa.Column('commit', sa.String(length=64), nullable=False),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('report', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_git_act'))
    )
    with op.batch_alter_table('git_act', schema=None) as batch_op:
        batch_op.create_index('ix_git_act_kind', ['kind', 'id'], unique=False)

    op.create_table('studio_copy',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('slug', sa.String(length=100), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('folder_stamp', sa.String(length=64), nullable=False),
    sa.Column('release_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('begun_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_copy')),
    sa.UniqueConstraint('slug', name=op.f('uq_studio_copy_slug'))
    )
    op.create_table('studio_common',
    sa.Column('copy_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['copy_id'], ['studio_copy.id'], name=op.f('fk_studio_common_copy_id_studio_copy')),
    sa.PrimaryKeyConstraint('copy_id', 'path', name=op.f('pk_studio_common'))
    )
    op.create_table('studio_file',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('copy_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('asset', sa.Boolean(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['copy_id'], ['studio_copy.id'], name=op.f('fk_studio_file_copy_id_studio_copy')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_file'))
    )
    with op.batch_alter_table('studio_file', schema=None) as batch_op:
        batch_op.create_index('ix_studio_file_path', ['copy_id', 'path'], unique=False)
        batch_op.create_index('uq_studio_file_present', ['copy_id', 'path'], unique=True, sqlite_where=sa.text('removed = 0'), postgresql_where=sa.text('NOT removed'))

    op.create_table('studio_review',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('copy_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('note', sa.String(length=2000), nullable=False),
    sa.Column('asked_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=2000), nullable=False),
    sa.Column('decided_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['copy_id'], ['studio_copy.id'], name=op.f('fk_studio_review_copy_id_studio_copy')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_review'))
    )
    with op.batch_alter_table('studio_review', schema=None) as batch_op:
        batch_op.create_index('ix_studio_review_copy', ['copy_id', 'state'], unique=False)

    op.create_table('release_source',
    sa.Column('release_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_release_source_release_id_release')),
    sa.PrimaryKeyConstraint('release_id', 'path', name=op.f('pk_release_source'))
    )
    op.create_table('studio_comment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('quote', sa.String(length=500), nullable=False),
    sa.Column('before', sa.String(length=500), nullable=False),
    sa.Column('after', sa.String(length=500), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolved_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['studio_file.id'], name=op.f('fk_studio_comment_file_id_studio_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_comment'))
    )
    with op.batch_alter_table('studio_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_studio_comment_file_id'), ['file_id'], unique=False)

    op.create_table('studio_presence',
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['studio_file.id'], name=op.f('fk_studio_presence_file_id_studio_file')),
    sa.PrimaryKeyConstraint('file_id', 'person_id', name=op.f('pk_studio_presence'))
    )
    op.create_table('studio_revision',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=10), nullable=False),
    sa.Column('base', sa.Integer(), nullable=True),
    sa.Column('base_text', sa.Text(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['studio_file.id'], name=op.f('fk_studio_revision_file_id_studio_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_studio_revision')),
    sa.UniqueConstraint('file_id', 'version', name=op.f('uq_studio_revision_file_id_version'))
    )
    with op.batch_alter_table('studio_revision', schema=None) as batch_op:
        batch_op.create_index('ix_studio_revision_path', ['path'], unique=False)

    op.create_table('studio_write',
    sa.Column('release_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('copy_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['copy_id'], ['studio_copy.id'], name=op.f('fk_studio_write_copy_id_studio_copy')),
    sa.ForeignKeyConstraint(['release_id'], ['release.id'], name=op.f('fk_studio_write_release_id_release')),
    sa.PrimaryKeyConstraint('release_id', name=op.f('pk_studio_write'))
    )
    with op.batch_alter_table('studio_write', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_studio_write_copy_id'), ['copy_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('studio_write', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_studio_write_copy_id'))

    op.drop_table('studio_write')
    with op.batch_alter_table('studio_revision', schema=None) as batch_op:
        batch_op.drop_index('ix_studio_revision_path')

    op.drop_table('studio_revision')
    op.drop_table('studio_presence')
    with op.batch_alter_table('studio_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_studio_comment_file_id'))

    op.drop_table('studio_comment')
    op.drop_table('release_source')
    with op.batch_alter_table('studio_review', schema=None) as batch_op:
        batch_op.drop_index('ix_studio_review_copy')

    op.drop_table('studio_review')
    with op.batch_alter_table('studio_file', schema=None) as batch_op:
        batch_op.drop_index('uq_studio_file_present', sqlite_where=sa.text('removed = 0'), postgresql_where=sa.text('NOT removed'))
        batch_op.drop_index('ix_studio_file_path')

    op.drop_table('studio_file')
    op.drop_table('studio_common')
    op.drop_table('studio_copy')
    with op.batch_alter_table('git_act', schema=None) as batch_op:
        batch_op.drop_index('ix_git_act_kind')

    op.drop_table('git_act')
