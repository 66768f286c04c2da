import type { IDataObject } from 'n8n-workflow';
import { COLLECTION_CREATE } from './documents.mts';
import { COLLECT_NULLS, COLLECTION_NULLS } from './moreNulls.mts';
import { PRODUCT_NULLS } from './nulls.mts';
import { graphql, idOf, json, listOf, must, recordOf } from '../step.mts';
import { SEARCH_LAG, sameId, type Step, text } from '../step.mts';

const numberIn = (id: unknown): number => Number(text(id).split('/').at(-1));

/** Puts the product into a collection of its own, which the node itself cannot make. */
export const COLLECTION_STEPS: Step[] = [
	{
		resource: 'graphql',
		operation: 'request',
		about: 'collectionCreate',
		needs: ['product'],
		makes: 'collection',
		parameters: ({ mark, product }) =>
			graphql(COLLECTION_CREATE, {
				input: {
					title: `Bottles ${mark}`,
					descriptionHtml: '<p>For testing</p>',
					products: [product?.admin_graphql_api_id ?? null],
				},
			}),
		keep: ({ items }, world) => {
			const { collection } = items[0]?.collectionCreate as { collection: IDataObject };
			world.collection = { id: numberIn(collection.id), title: collection.title };
		},
	},
	{
		resource: 'collection',
		operation: 'get',
		needs: ['collection'],
		// The number of products follows a little later.
		patience: SEARCH_LAG,
		parameters: ({ collection }) => json({ collection_id: idOf(collection) }),
		nulls: COLLECTION_NULLS,
		check: (outcome, { collection }) => {
			const read = recordOf(outcome, 'collection');
			return [
				...must(sameId(read.id, collection?.id), 'another collection came'),
				...must(read.title === collection?.title, `its title is ${text(read.title)}`),
				...must(read.collection_type === 'custom', `it is ${text(read.collection_type)}`),
				...must(read.products_count === 1, `${text(read.products_count)} products instead of 1`),
			];
		},
	},
	{
		resource: 'collection',
		operation: 'getProducts',
		needs: ['collection', 'product'],
		patience: SEARCH_LAG,
		parameters: ({ collection }) => json({ collection_id: idOf(collection), limit: 50 }),
		nulls: PRODUCT_NULLS,
		check: (outcome, { product }) => {
			const products = listOf(outcome, 'products');
			return must(
				products.length === 1 && sameId(products[0].id, product?.id),
				`${products.length} products instead of the one`,
			);
		},
	},
	{
		resource: 'collect',
		operation: 'getAll',
		needs: ['collection', 'product'],
		patience: SEARCH_LAG,
		// The documented input names fields, but the documented output has them all.
		parameters: ({ collection }) =>
			json({ configuration: { collection_id: idOf(collection) }, limit: 50 }),
		nulls: COLLECT_NULLS,
		check: (outcome, { collection, product }) => {
			const [collect, ...others] = listOf(outcome, 'collects');
			return [
				...must(others.length === 0, `${others.length + 1} collects instead of 1`),
				...must(sameId(collect?.product_id, product?.id), 'it is of another product'),
				...must(sameId(collect?.collection_id, collection?.id), 'it is of another collection'),
			];
		},
	},
	{
		resource: 'product',
		operation: 'count',
		about: 'of the collection',
		needs: ['collection', 'product'],
		patience: SEARCH_LAG,
		parameters: ({ collection }) => json({ collection_id: idOf(collection) }),
		nulls: [],
		check: ({ payload }) => must(payload.count === 1, `${text(payload.count)} instead of 1`),
	},
];
