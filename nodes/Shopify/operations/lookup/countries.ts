import type { IDataObject } from 'n8n-workflow';

import { followPages } from '../../../shared/paging';
import type { Shop } from '../../client/shop';
import { Country, COUNTRY_SIMPLIFIED, Province } from '../../payloads/country';
import type { Node } from '../../payloads/payload';
import { derived, dig, payload, plain } from '../../payloads/payload';
import { fieldNames, groupBy, operation } from '../kit';
import sample from './countries.sample.json';

export const lookupCountries = operation({
	resource: 'lookup',
	operation: 'countries',
	option: {
		name: 'List Countries',
		action: 'List countries',
		description: 'List the countries that the shop sells to, with provinces and tax rates',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_shipping'],
	properties: [],
	answer: {
		key: 'countries',
		bare: true,
		fields: fieldNames(Country),
		simplified: COUNTRY_SIMPLIFIED,
	},
	sample,
	async run(call, shop) {
		const countries = await shop.rest.all('countries');
		if (countries) return { countries: countries.map((one) => documented(one, call.fields)) };
		call.hint(
			"Tax names and rates are missing: only Shopify's REST API has them, which it does not serve to this app. The countries are those of the shop's shipping zones.",
		);
		return { countries: await countriesInZones(shop, call.fields) };
	},
});

const pick = (record: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(names.map((name) => [name, record[name] ?? null]));

/** A country as REST answers it, with the documented fields only. */
function documented(country: IDataObject, fields = fieldNames(Country)): IDataObject {
	const provinces = ((country.provinces ?? []) as IDataObject[]).map((province) =>
		pick(province, fieldNames(Province)),
	);
	return pick({ ...country, provinces }, fields);
}

interface Zones {
	nodes: Array<{ zone: { countries: Node[] } }>;
	pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The countries of all shipping zones, each once, with the provinces that any zone names. */
async function countriesInZones(shop: Shop, fields?: string[]): Promise<IDataObject[]> {
	const zones = (window: string) =>
		`locationGroupZones(${window}) { nodes { zone { countries { ${shop.selection(Country, fields, 'code { countryCode }')} } } } pageInfo { hasNextPage endCursor } }`;
	const profiles = payload('DeliveryProfile', {
		id: plain('id'),
		groups: derived(
			`profileLocationGroups { locationGroup { id } ${zones('first: 20')} }`,
			({ profileLocationGroups }) => profileLocationGroups,
			'profileLocationGroups',
		),
	});
	const { records } = await followPages(
		async (page) => await shop.page({ root: 'deliveryProfiles', table: profiles }, page),
		{ limit: Infinity },
		shop.signal,
	);
	const found: Node[] = [];
	for (const { id, groups } of records) {
		for (const group of groups as unknown as Node[]) {
			let { nodes, pageInfo } = group.locationGroupZones as Zones;
			found.push(...nodes.flatMap(({ zone }) => zone.countries));
			while (pageInfo.hasNextPage) {
				const { deliveryProfile } = await shop.query(
					`query MoreZones($profile: ID!, $group: ID!, $after: String) { deliveryProfile(id: $profile) { profileLocationGroups(locationGroupId: $group) { ${zones('first: 50, after: $after')} } } }`,
					{
						profile: id,
						group: dig(group, 'locationGroup.id') as string,
						after: pageInfo.endCursor,
					},
				);
				const [more] = (deliveryProfile as { profileLocationGroups: Node[] }).profileLocationGroups;
				({ nodes, pageInfo } = more.locationGroupZones as Zones);
				found.push(...nodes.flatMap(({ zone }) => zone.countries));
			}
		}
	}
	const byCode = groupBy(found, (country) => String(dig(country, 'code.countryCode')));
	return await Promise.all(
		byCode.map(async (same) => await shop.record(Country, united(same), fields)),
	);
}

/** Zones may share a country between them by its provinces. */
function united([first, ...others]: Node[]): Node {
	const provinces = [first, ...others].flatMap((country) => (country.provinces ?? []) as Node[]);
	const once = groupBy(provinces, ({ code }) => String(code)).map(([province]) => province);
	return { ...first, provinces: once };
}
