/** Fields of an image of a product: those of 2026-01. */
export const IMAGE_FIELDS = [
	'id',
	'product_id',
	'position',
	'src',
	'width',
	'height',
	'alt',
	'created_at',
	'updated_at',
] as const;

export const IMAGE_SIMPLIFIED = [
	'id',
	'product_id',
	'position',
	'src',
	'alt',
	'width',
	'height',
] as const;
