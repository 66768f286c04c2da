import type { IDataObject } from 'n8n-workflow';

import type { Page, PageRequest } from '../../../shared/operation';
import { allOf, term } from '../../client/search';
import type { Shop } from '../../client/shop';
import { collectionLocator } from '../../lookups/collection';
import { productLocator } from '../../lookups/product';
import { Collect, COLLECT_SIMPLIFIED, CollectionCollects } from '../../payloads/collect';
import { fieldNames, recordLayout, fieldsProperty, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllCollects = listOperation({
	resource: 'collect',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many collects',
		description: 'Get which products belong to which custom collections',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					...collectionLocator,
					required: false,
					description: 'Only the products of this collection',
				},
				{
					...productLocator,
					required: false,
					description: 'Only the collections that hold this product',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'number',
					typeOptions: { numberPrecision: 0, minValue: 0 },
					default: 0,
					description: 'Only collects with a higher ID than this',
				},
			],
		},
		fieldsProperty(Collect),
	],
	answer: { key: 'collects', ...recordLayout(Collect), simplified: COLLECT_SIMPLIFIED },
	sample,
	async list({ input, fields, hint }, shop, page) {
		const filters = (input.configuration ?? {}) as IDataObject;
		const ours = page.cursor?.startsWith(OWN_CURSOR) ?? false;
		const served = ours ? undefined : await fromRest(shop, filters, fields, page);
		if (served) return served;
		hint(
			"The collects were put together from the collections, because Shopify does not serve its REST API to this app: 'id' and the times are missing.",
		);
		if (filters.since_id) hint("'since_id' was not used: only Shopify's REST API knows it.");
		return await fromCollections(shop, filters, fields, page);
	},
});

/** Only the documented fields; today's REST API no longer says which collects are featured. */
const pick = (record: IDataObject, names: readonly string[] = fieldNames(Collect)): IDataObject =>
	Object.fromEntries(
		names.map((name) => [name, record[name] ?? (name === 'featured' ? false : null)]),
	);

/** @returns undefined when the shop does not serve this to the app */
async function fromRest(
	shop: Shop,
	filters: IDataObject,
	fields: string[] | undefined,
	page: PageRequest,
): Promise<Page | undefined> {
	const given = Object.entries(filters).filter(([, value]) => value !== null);
	const served = await shop.rest.page(
		'collects',
		page,
		Object.fromEntries(given),
		fields ? { fields: fields.join(',') } : {},
	);
	return served && { ...served, records: served.records.map((one) => pick(one, fields)) };
}

/** Marks a cursor of the list below: 'collections:7@cursor' leaves out the page's first 7 collects. */
const OWN_CURSOR = 'collections:';

/** Collections that are read at once. It stays the same, so that a cursor leads to the same page. */
const COLLECTIONS = 10;

/** Collects are made by hand, so those of smart collections do not count. */
async function fromCollections(
	shop: Shop,
	{ collection_id: collectionId, product_id: productId }: IDataObject,
	fields: string[] | undefined,
	{ limit, cursor = OWN_CURSOR }: PageRequest,
): Promise<Page> {
	const [, skipped = '0', from] = /^(?:(\d+)@)?(.*)$/s.exec(cursor.slice(OWN_CURSOR.length)) ?? [];
	const query = allOf(
		term('collection_type', 'custom'),
		term('id', collectionId),
		term('product_id', productId),
	);
	const page = await shop.page(
		{ root: 'collections', table: CollectionCollects, query, sortKey: 'ID' },
		{ limit: COLLECTIONS, cursor: from || undefined },
	);
	const collects = page.records
		.flatMap((collection) => collection.collects as IDataObject[])
		.filter((one) => !productId || String(one.product_id) === String(productId));
	const end = Number(skipped) + limit;
	const next = collects.length > end ? `${end}@${from}` : page.next;
	return {
		records: collects.slice(Number(skipped), end).map((one) => pick(one, fields)),
		next: next === null ? null : OWN_CURSOR + next,
	};
}
