import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { text } from './lookup';
import { connectShop } from '../client/shop';

/** An inventory item, chosen by its variant or by ID. */
export const inventoryItemLocator: INodeProperties = {
	displayName: 'Inventory Item',
	name: 'inventoryItemId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The inventory item to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an inventory item...',
			typeOptions: {
				searchListMethod: 'searchInventoryItems',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1003',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'An inventory item ID has letters, digits and hyphens only',
					},
				},
			],
		},
	],
};

const ENTRIES = 25;

/** Items have no names: products are searched, and the items of their variants are asked for. */
export async function searchInventoryItems(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const shop = await connectShop(this);
	shop.requireModern('Inventory items');
	const { records, next } = await shop.page('/products', 'products', {
		paging: { kind: 'cursor', size: 'per_page' },
		page: { limit: ENTRIES, cursor: paginationToken },
		filters: { title: filter?.trim() || undefined },
		thing: 'The list of products',
	});
	const variants = records.flatMap(({ title, variants: all }) =>
		((all ?? []) as IDataObject[]).map((variant) => ({ ...variant, product: title })),
	) as IDataObject[];
	if (variants.length === 0) return { results: [], paginationToken: next ?? undefined };
	const { variant_inventory_items: items } = await shop.read(
		'/inventory_items/variant',
		'The variants',
		{ variant_ids: variants.map(({ id }) => id) },
	);
	const byVariant = new Map(
		((items ?? []) as IDataObject[]).map((item) => [item.variant_id, item.inventory_item_id]),
	);
	return {
		results: variants
			.filter(({ id }) => byVariant.has(id))
			.map(({ id, product, title, sku }) => ({
				name: [text(product), text(title), text(sku)].filter(Boolean).join(' – '),
				value: text(byVariant.get(id)),
			})),
		paginationToken: next ?? undefined,
	};
}
