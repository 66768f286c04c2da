import type { PageArgs } from '../connections.mts';
import type { Context, Resolvers } from '../context.mts';
import { SOLD_COUNTRIES, type SoldCountry } from '../countries.mts';
import { gid, idNumber } from '../ids.mts';
import type { Entity } from '../model.mts';
import type { Store } from '../store.mts';
import { byId, none } from './shared.mts';

interface Zone extends Entity {
	name: string;
	countries: readonly SoldCountry[];
}

/** One zone for each country of the shop; countries know nothing of taxes here. */
function zones(store: Store): Zone[] {
	return SOLD_COUNTRIES.map((country, index) => ({
		__typename: 'DeliveryZone',
		id: gid('DeliveryZone', idNumber(store.shop.id) + index),
		name: index === 0 ? 'Domestic' : country.name,
		countries: [country],
	}));
}

const profile = (store: Store): Entity & { name: string; default: boolean } => ({
	__typename: 'DeliveryProfile',
	id: gid('DeliveryProfile', idNumber(store.shop.id)),
	name: 'General profile',
	default: true,
});

const group = (store: Store): Entity => ({
	__typename: 'DeliveryLocationGroup',
	id: gid('DeliveryLocationGroup', idNumber(store.shop.id)),
});

export const deliveryTypes: Resolvers = {
	QueryRoot: {
		deliveryProfiles: (_source: unknown, args: PageArgs, { store }: Context) =>
			byId([profile(store)], args),
		deliveryProfile: (_source: unknown, { id }: { id: string }, { store }: Context) =>
			id === profile(store).id ? profile(store) : null,
	},
	DeliveryProfile: {
		profileLocationGroups: (
			_source: unknown,
			args: { locationGroupId?: string | null },
			{ store }: Context,
		) => {
			const locationGroup = group(store);
			const wanted = args.locationGroupId ?? locationGroup.id;
			return wanted === locationGroup.id ? [{ locationGroup }] : [];
		},
	},
	DeliveryProfileLocationGroup: {
		locationGroupZones: (_source: unknown, args: PageArgs, { store }: Context) => {
			const all = zones(store).map((zone) => ({ __typename: 'Zone', id: zone.id, zone }));
			return byId(all, args);
		},
		countriesInAnyZone: none,
	},
	DeliveryLocationGroupZone: {},
	DeliveryCountry: {
		id: (country: SoldCountry) => gid('DeliveryCountry', country.id),
		translatedName: (country: SoldCountry) => country.name,
		code: ({ code }: SoldCountry) => ({
			countryCode: code === '*' ? null : code,
			restOfWorld: code === '*',
		}),
	},
	DeliveryProvince: {
		id: (province: { id: number }) => gid('DeliveryProvince', province.id),
		translatedName: (province: { name: string }) => province.name,
	},
	Shop: {
		countriesInShippingZones: () => ({
			countryCodes: SOLD_COUNTRIES.map(({ code }) => code).filter((code) => code !== '*'),
			includeRestOfWorld: true,
		}),
	},
};
