import type { IDataObject } from 'n8n-workflow';
import { VARIANTS_BY_TWO } from './documents.mts';
import { PRODUCT_NULLS } from './nulls.mts';
import { bornWith, documentedInput, graphql, idOf, json, keepAs, listOf } from '../step.mts';
import { must, recordOf, sameId, tagsOf, text } from '../step.mts';
import { SEARCH_LAG, UNKNOWN_ID, type Step, type World } from '../step.mts';

/** The sample's input, under a name and a tag of this run. */
const ofThisRun = (mark: string): IDataObject => {
	const input = documentedInput('product', 'create');
	return {
		...input,
		title: `${text(input.title)} ${mark}`,
		add_tags: [...(input.add_tags as string[]), mark],
	};
};

/** Makes a product by the documented input, and reads it in every way. */
export const PRODUCT_STEPS: Step[] = [
	{
		resource: 'product',
		operation: 'create',
		about: 'JSON: the documented input',
		makes: 'product',
		parameters: ({ mark }) => json(ofThisRun(mark)),
		nulls: PRODUCT_NULLS,
		check: (outcome, { mark }) => {
			const product = recordOf(outcome, 'product');
			const variants = (product.variants ?? []) as IDataObject[];
			return [
				...must(product.title === `Eco-friendly Water Bottle ${mark}`, 'another title'),
				...must(variants.length === 6, `${variants.length} variants instead of 6`),
				...must(variants[1]?.price === '24.99', 'the second variant has another price'),
				...must(variants[1]?.option2 === '750ml', 'the second variant has another option'),
				...must(tagsOf(product).includes(mark), 'the tag is missing'),
				...must(product.published_at !== null, 'it is not published'),
			];
		},
		keep: keepAs('product', 'product'),
	},
	{
		resource: 'product',
		operation: 'get',
		about: 'two items, one with an unknown ID',
		needs: ['product'],
		keepsErrors: true,
		items: ({ product }) => [{ id: idOf(product) }, { id: UNKNOWN_ID }],
		parameters: () => ({
			productId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			output: 'fullPayload',
		}),
		nulls: PRODUCT_NULLS,
		check: (outcome, { product }) => {
			const read = recordOf(outcome, 'product');
			const differing = Object.keys(product ?? {}).filter(
				(key) =>
					key !== 'updated_at' && JSON.stringify(read[key]) !== JSON.stringify(product?.[key]),
			);
			return [
				...must(differing.length === 0, `differs from what create gave: ${differing.join(', ')}`),
				...must(outcome.items.length === 2, `${outcome.items.length} output items instead of 2`),
				...must(
					/not found/.test(text(outcome.items[1]?.error)),
					'the unknown ID gave no such answer',
				),
			];
		},
	},
	{
		resource: 'product',
		operation: 'getAll',
		needs: ['product'],
		patience: SEARCH_LAG,
		parameters: ({ product }) => ({
			returnAll: true,
			configuration: { ids: [text(product?.id)], vendor: 'GreenLife' },
			fields: ['id', 'title', 'vendor', 'product_type', 'variants', 'images'],
			output: 'fullPayload',
		}),
		nulls: PRODUCT_NULLS,
		check: (outcome, { product }) => [
			...must(listOf(outcome, 'products').length === 1, 'not exactly the one product came'),
			...must(listOf(outcome, 'products')[0]?.id === product?.id, 'another product came'),
		],
	},
	{
		resource: 'graphql',
		operation: 'request',
		about: 'following a list',
		needs: ['product'],
		parameters: ({ product }) => ({
			...graphql(VARIANTS_BY_TWO, { id: product?.admin_graphql_api_id ?? null }),
			connection: 'product.variants',
			returnAll: true,
		}),
		check: ({ items }) =>
			must(
				items.length === 6 && new Set(items.map(({ id }) => id)).size === 6,
				`${items.length} variants instead of 6, each once`,
			),
	},
];

/** A filter that hardly any product but this one meets. */
const born = ({ product }: World): IDataObject => ({
	...bornWith(product),
	vendor: 'GreenLife',
	product_type: 'Drinkware',
	published_status: 'published',
});

/** Lists and counts by the same filter, then changes the product by the documented input. */
export const PRODUCT_UPDATE: Step[] = [
	{
		resource: 'product',
		operation: 'getAll',
		about: 'of two seconds',
		needs: ['product'],
		patience: SEARCH_LAG,
		parameters: (world) =>
			json({ configuration: born(world), fields: ['id', 'title'], limit: 250 }),
		check: (outcome, world) => {
			const found = listOf(outcome, 'products');
			world.listed = found.length;
			const times = found.filter(({ id }) => sameId(id, world.product?.id)).length;
			return must(times === 1, `the product came ${times} times`);
		},
	},
	{
		resource: 'product',
		operation: 'count',
		about: 'of two seconds',
		needs: ['product'],
		patience: SEARCH_LAG,
		parameters: (world) => json(born(world)),
		nulls: [],
		check: ({ payload }, { listed }) =>
			must(payload.count === listed, `${text(payload.count)}, but ${listed} were listed`),
	},
	{
		resource: 'product',
		operation: 'update',
		needs: ['product'],
		parameters: ({ mark, product }) => {
			const documented = documentedInput('product', 'update');
			return json({
				...documented,
				product_id: idOf(product),
				title_update: `${text(documented.title_update)} ${mark}`,
			});
		},
		nulls: PRODUCT_NULLS,
		check: (outcome, { mark, product: before }) => {
			const product = recordOf(outcome, 'product');
			const variants = (product.variants ?? []) as IDataObject[];
			const options = (product.options ?? []) as IDataObject[];
			const added = variants.find(({ sku }) => sku === 'TS-SW-001');
			const tags = tagsOf(product);
			const kept = tagsOf(before ?? {}).every((tag) => tags.includes(tag));
			return [
				...must(product.title === `Updated T-Shirt ${mark}`, `its title is ${text(product.title)}`),
				...must(variants.length === 7, `${variants.length} variants instead of 7`),
				...must(added?.price === '29.99', 'the added variant has another price'),
				...must(options.length === 2, `${options.length} options instead of 2`),
				...must(kept && tags.includes('summer'), `the tags are ${text(product.tags)}`),
				...must(product.vendor === 'Fashion Co.', 'the vendor is another'),
			];
		},
		keep: keepAs('product', 'product'),
	},
];
