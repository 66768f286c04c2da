/** Fields of a batch job, as Medusa documents them. */
export const BATCH_FIELDS = [
	'id',
	'created_by',
	'dry_run',
	'pre_processed_at',
	'processing_at',
	'confirmed_at',
	'completed_at',
	'canceled_at',
	'failed_at',
	'created_at',
	'updated_at',
	'deleted_at',
	'type',
	'status',
	'context',
	'result',
	'created_by_user',
] as const;

/** The most important ones, flat. */
export const BATCH_SIMPLIFIED = [
	'id',
	'type',
	'status',
	'dry_run',
	'result.count',
	'result.file_key',
	'result.file_size',
	'result.progress',
	'created_at',
	'completed_at',
] as const;
