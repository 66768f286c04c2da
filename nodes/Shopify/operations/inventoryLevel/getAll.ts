import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Page, PageRequest } from '../../../shared/operation';
import { MAX_PAGE } from '../../client/cost';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { INVENTORY_LEVEL_SIMPLIFIED, InventoryLevel } from '../../payloads/inventoryLevel';
import { list, only, payload } from '../../payloads/payload';
import { collectionShape, idList } from '../ids';
import { recordLayout, listOperation } from '../kit';
import sample from './getAll.sample.json';

const filters: INodeProperties[] = [
	{
		displayName: 'Inventory Item IDs',
		name: 'inventoryItemIds',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		default: [],
		placeholder: 'e.g. 49148385',
		description: 'Only the stock of these inventory items',
	},
	{
		displayName: 'Location IDs',
		name: 'locationIds',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		default: [],
		placeholder: 'e.g. 64715276453',
		description: 'Only the stock at these locations',
	},
];

export const getAllInventoryLevels = listOperation({
	resource: 'inventoryLevel',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many inventory levels',
		description: 'Get what is available of inventory items at locations',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_inventory', 'read_locations'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			description: 'Inventory items, locations or both must be given',
			options: filters,
		},
	],
	shapes: {
		configuration: collectionShape(filters, { inventory_item_ids: idList, location_ids: idList }),
	},
	answer: {
		key: 'inventory_levels',
		...recordLayout(InventoryLevel),
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	async list({ input, fields }, shop, page) {
		const given = (input.configuration ?? {}) as IDataObject;
		const items = [...new Set((given.inventory_item_ids ?? []) as string[])];
		const locations = [...new Set((given.location_ids ?? []) as string[])];
		if (items.length > 0) return await ofItems(shop, items, locations, fields, page);
		if (locations.length > 0) return await ofLocations(shop, locations, fields, page);
		throw new InputError(
			"'configuration' must have 'inventory_item_ids', 'location_ids' or both",
			'Shopify keeps stock by inventory item and location, and has no list of all of it.',
		);
	},
});

/** Where a page begins: the index in the list of ids, and the place in that one's levels. */
function position(cursor: string | undefined): [number, string] {
	const [, index, inner] = /^(\d+):(.*)$/s.exec(cursor ?? '0:') ?? [];
	if (index === undefined) throw new InputError("'Page Cursor' is not one of this list");
	return [Number(index), inner];
}

/** Location after location: each has a long list of its own. */
async function ofLocations(
	shop: Shop,
	ids: string[],
	fields: string[] | undefined,
	{ limit, cursor }: PageRequest,
): Promise<Page> {
	const [index, inner] = position(cursor);
	const of = { id: gid('Location', ids[index]), type: 'Location' };
	const { records, next } = await shop.page(
		{ root: 'inventoryLevels', of, table: InventoryLevel, fields },
		{ limit, cursor: inner === '' ? undefined : inner },
	);
	if (next !== null) return { records, next: `${index}:${next}` };
	return { records, next: index + 1 < ids.length ? `${index + 1}:` : null };
}

/**
 * Many items in one request: each has at most a level per location. A search by location does not
 * exist there, so the locations are compared here.
 */
async function ofItems(
	shop: Shop,
	ids: string[],
	locations: string[],
	fields: string[] | undefined,
	{ limit, cursor }: PageRequest,
): Promise<Page> {
	const [from, skip] = position(cursor);
	const some = ids.slice(from, from + Math.min(MAX_PAGE, limit));
	const level = only(InventoryLevel, fields && [...fields, 'location_id']);
	const found = await shop.byIds(
		payload('InventoryItem', { levels: list('inventoryLevels', level) }),
		some.map((id) => gid('InventoryItem', id)),
	);
	const rows = found.flatMap((item, index) =>
		((item?.levels ?? []) as IDataObject[])
			.filter(({ location_id: at }) => locations.length === 0 || locations.includes(String(at)))
			.map((record, place) => ({ record, cursor: `${from + index}:${place}` }))
			.slice(index === 0 ? Number(skip) : 0),
	);
	const after = from + some.length;
	return {
		records: rows.slice(0, limit).map(({ record }) => record),
		next: rows.at(limit)?.cursor ?? (after < ids.length ? `${after}:` : null),
	};
}
