import type { IDataObject } from 'n8n-workflow';

import { partOf } from '../../../shared/paging';
import { recordsOf, wrapped } from '../../client/store';
import type { Store } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { listOperation } from '../kit';
import { IMAGE_FIELDS } from '../records';
import { rightWidth } from './fields';
import sample from './getAll.sample.json';

/** The list documents no pages and no most IDs; this many keep its address short. */
const IDS_AT_ONCE = 100;

export const getAllImages = listOperation({
	resource: 'productImage',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many product images',
		description: 'Get many images of a product, in the order of the gallery',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{ ...productLocator, description: 'The product whose images to get' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 5785060242207917075',
					description: 'Only these images',
				},
			],
		},
	],
	answer: { key: 'images', fields: IMAGE_FIELDS, simplified: IMAGE_FIELDS },
	sample,
	async list({ input }, store, page) {
		const product = String(input.product_id);
		const given = input.ids as string[] | undefined;
		const ids = given?.length ? given : await imageIds(store, product);
		const records: IDataObject[] = [];
		const end = Number(page.cursor ?? 0) + page.limit;
		for (let start = 0; start < ids.length && records.length <= end; start += IDS_AT_ONCE) {
			const body = await store.read(`products/${product}/images`, `Product ${product}`, {
				ids: ids.slice(start, start + IDS_AT_ONCE).join(','),
			});
			for (const image of recordsOf(body, 'images')) records.push(rightWidth(image));
		}
		return partOf(records, page);
	},
});

/** The list wants to be told the IDs (its documents say so), and the product has them. */
async function imageIds(store: Store, id: string): Promise<string[]> {
	const { product } = wrapped(
		await store.read(`products/${id}`, `Product ${id}`, { fields: 'id,images' }),
		'product',
	);
	const { images } = product as { images?: Array<{ id: string }> };
	return (images ?? []).map((image) => image.id);
}
