import { METAFIELD_NULLS } from './moreNulls.mts';
import { documentedInput, idOf, json, keepAs, listOf, must, recordOf } from '../step.mts';
import { sameId, type Step, text, type World } from '../step.mts';

const owner = ({ product }: World) => ({ type: 'products', id: idOf(product) });

const input = (operation: string, world: World) => ({
	...documentedInput('metafield', operation),
	resource_type: owner(world),
	...(world.metafield ? { metafield_id: idOf(world.metafield) } : {}),
});

/** Gives the product a metafield, reads, changes and deletes it. */
export const METAFIELD_STEPS: Step[] = [
	{
		resource: 'metafield',
		operation: 'create',
		needs: ['product'],
		makes: 'metafield',
		parameters: (world) => json(input('create', world)),
		nulls: METAFIELD_NULLS,
		check: (outcome, { product }) => {
			const metafield = recordOf(outcome, 'metafield');
			return [
				...must(metafield.value === '100% Cotton', `its value is ${text(metafield.value)}`),
				...must(sameId(metafield.owner_id, product?.id), 'it belongs to something else'),
				...must(metafield.owner_resource === 'product', 'the kind of its owner is another'),
			];
		},
		keep: keepAs('metafield', 'metafield'),
	},
	{
		resource: 'metafield',
		operation: 'get',
		needs: ['product', 'metafield'],
		parameters: (world) => json(input('get', world)),
		nulls: METAFIELD_NULLS,
		check: (outcome, { metafield }) =>
			must(
				text(recordOf(outcome, 'metafield')) === text(metafield),
				'it differs from what create gave',
			),
	},
	{
		resource: 'metafield',
		operation: 'getAll',
		needs: ['product', 'metafield'],
		parameters: (world) => {
			const { namespace, key, type, fields, limit } = documentedInput('metafield', 'getAll');
			return json({ resource_type: owner(world), namespace, key, type, fields, limit });
		},
		nulls: METAFIELD_NULLS,
		check: (outcome, { metafield }) => {
			const found = listOf(outcome, 'metafields');
			return must(
				found.length === 1 && sameId(found[0].id, metafield?.id),
				`${found.length} metafields instead of the one`,
			);
		},
	},
	{
		resource: 'metafield',
		operation: 'update',
		needs: ['product', 'metafield'],
		parameters: (world) => json(input('update', world)),
		nulls: METAFIELD_NULLS,
		check: (outcome, { metafield }) => {
			const updated = recordOf(outcome, 'metafield');
			return [
				...must(sameId(updated.id, metafield?.id), 'another metafield came'),
				...must(updated.value === 'Updated product information', 'the value is another'),
			];
		},
	},
	{
		resource: 'metafield',
		operation: 'delete',
		needs: ['product', 'metafield'],
		parameters: (world) => json(input('delete', world)),
		nulls: [],
		check: ({ payload }) => must(payload.deleted === true, 'no deleted: true'),
	},
	{
		resource: 'metafield',
		operation: 'get',
		about: 'after the deletion',
		needs: ['product', 'metafield'],
		keepsErrors: true,
		parameters: (world) => json(input('get', world)),
		check: ({ items }) =>
			must(/not found/.test(text(items[0]?.error)), 'it is still there after its deletion'),
	},
];
