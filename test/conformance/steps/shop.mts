import type { IDataObject } from 'n8n-workflow';
import { SHOP_CURRENCY } from './documents.mts';
import { CHECKOUT_NULLS, COUNTRY_NULLS, IMAGE_NULLS, LEVEL_NULLS } from './moreNulls.mts';
import { ADDRESS, CUSTOMER_NULLS, LOCATION_NULLS, SHOP_NULLS } from './nulls.mts';
import {
	byId,
	graphql,
	idOf,
	json,
	listOf,
	must,
	recordOf,
	sameId,
	type Step,
	text,
} from '../step.mts';

const none = (key: string, what: string): Step['idle'] => {
	return (outcome) => (listOf(outcome, key).length === 0 ? `the shop has no ${what}` : undefined);
};

/** What is there in every shop, read in every way. */
export const SHOP_STEPS: Step[] = [
	{
		resource: 'graphql',
		operation: 'request',
		about: 'whether the server answers',
		vital: true,
		parameters: () => graphql(SHOP_CURRENCY, {}),
		keep: ({ items }, world) => {
			world.currency = text((items[0]?.shop as IDataObject).currencyCode);
		},
	},
	{
		resource: 'shop',
		operation: 'get',
		parameters: () => json({}),
		nulls: SHOP_NULLS,
		check: (outcome, { currency }) => {
			const shop = recordOf(outcome, 'shop');
			return must(shop.currency === currency, `its currency is ${text(shop.currency)}`);
		},
	},
	{
		resource: 'location',
		operation: 'getAll',
		parameters: () => ({ returnAll: true, output: 'fullPayload' }),
		nulls: LOCATION_NULLS,
		idle: none('locations', 'location'),
		keep: (outcome, world) => {
			const active = listOf(outcome, 'locations').filter((one) => one.active && !one.legacy);
			[world.location, world.otherLocation = world.location] = active;
			world.listed = listOf(outcome, 'locations').length;
		},
	},
	{
		resource: 'location',
		operation: 'get',
		needs: ['location'],
		parameters: ({ location }) => json({ location_id: idOf(location) }),
		nulls: LOCATION_NULLS,
		check: (outcome, { location }) =>
			must(sameId(recordOf(outcome, 'location').id, location?.id), 'another location came'),
	},
	{
		resource: 'location',
		operation: 'count',
		parameters: () => json({}),
		nulls: [],
		check: ({ payload }, { listed }) =>
			must(payload.count === listed, `${text(payload.count)}, but ${listed} were listed`),
	},
	{
		resource: 'location',
		operation: 'getInventoryLevels',
		needs: ['location'],
		parameters: ({ location }) => ({
			locationId: byId(location),
			limit: 5,
			output: 'fullPayload',
		}),
		nulls: LEVEL_NULLS,
		idle: none('inventory_levels', 'stock at that location'),
		check: (outcome, { location }) => {
			const levels = listOf(outcome, 'inventory_levels');
			return [
				...must(levels.length <= 5, 'more than 5 came'),
				...must(
					levels.every((level) => sameId(level.location_id, location?.id)),
					'stock of another location came',
				),
			];
		},
	},
	{
		resource: 'lookup',
		operation: 'locations',
		parameters: () => json({}),
		nulls: LOCATION_NULLS,
		idle: none('locations', 'location'),
	},
	{
		resource: 'lookup',
		operation: 'customers',
		parameters: () => ({ limit: 5, output: 'fullPayload' }),
		nulls: [...CUSTOMER_NULLS, ...ADDRESS.map((key) => `addresses[].${key}`)],
		idle: none('customers', 'customer'),
		check: (outcome) => must(listOf(outcome, 'customers').length <= 5, 'more than 5 came'),
	},
	{
		resource: 'lookup',
		operation: 'productImages',
		parameters: () => ({ limit: 5, output: 'fullPayload' }),
		nulls: IMAGE_NULLS,
		idle: none('images', 'product image'),
		check: (outcome) => must(listOf(outcome, 'images').length <= 5, 'more than 5 came'),
	},
	{
		resource: 'lookup',
		operation: 'countries',
		parameters: () => ({ output: 'fullPayload' }),
		nulls: COUNTRY_NULLS,
		idle: ({ items }) => (items.length === 0 ? 'the shop sells to no country' : undefined),
	},
	{
		resource: 'abandonedCheckout',
		operation: 'getAll',
		parameters: () => json({ status: 'open', limit: 2 }),
		nulls: CHECKOUT_NULLS,
		idle: none('checkouts', 'open abandoned checkout'),
		check: (outcome) => must(listOf(outcome, 'checkouts').length <= 2, 'more than 2 came'),
	},
	{
		resource: 'customer',
		operation: 'getAll',
		parameters: () =>
			json({
				fields: ['id', 'email', 'first_name', 'last_name', 'orders_count', 'total_spent'],
				limit: 5,
			}),
		nulls: CUSTOMER_NULLS,
		idle: none('customers', 'customer'),
		check: (outcome) => must(listOf(outcome, 'customers').length <= 5, 'more than 5 came'),
	},
];
