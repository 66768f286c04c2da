import { gid } from '../ids.mts';
import type { Address, Location, Metafield } from '../model.mts';
import { isoSeconds, type Store } from '../store.mts';
import { PLACES, type Place, STREETS } from './words.mts';

const DAY = 86_400_000;

/** A time so many days before the base date, as Shopify prints it. */
export function daysAgo(store: Store, days: number): string {
	return isoSeconds(Date.parse(store.options.baseDate) - Math.round(days * DAY));
}

/** An address in a place; names and company may be overwritten by the caller. */
export function address(store: Store, at: Place, owner: string, query = ''): Address {
	const { random, ids } = store;
	return {
		__typename: 'MailingAddress',
		id: `${ids.next(owner)}${query}`,
		firstName: null,
		lastName: null,
		company: null,
		address1: `${random.int(1, 990)} ${random.pick(STREETS)}`,
		address2: random.chance(0.3) ? `Unit ${random.int(1, 40)}` : null,
		city: at.city,
		province: at.province,
		provinceCode: at.provinceCode,
		country: at.country,
		countryCode: at.countryCode,
		zip: at.zip,
		phone: null,
		latitude: at.latitude,
		longitude: at.longitude,
	};
}

/** A metafield of an owner that is being seeded. */
export function metafield(
	store: Store,
	ownerId: string,
	[namespace, key, type, value]: [string, string, string, string],
	createdAt: string,
): Metafield {
	const id = store.ids.next('Metafield');
	return store.add({
		__typename: 'Metafield',
		id,
		namespace,
		key,
		type,
		value,
		ownerId,
		createdAt,
		updatedAt: createdAt,
	});
}

/** The shop itself, its locations (three active, one not) and its publications. */
export function seedShop(store: Store): void {
	const createdAt = daysAgo(store, 900);
	store.shop = {
		__typename: 'Shop',
		id: gid('Shop', 63_755_419_881),
		name: 'Maple Trail Outfitters',
		email: 'owner@maple-trail.example',
		ownerName: 'Robin Tremblay',
		domain: 'sandbox-maple-trail.myshopify.com',
		host: 'www.maple-trail.example',
		currency: 'CAD',
		timeZone: 'America/Toronto',
		createdAt,
		updatedAt: daysAgo(store, 12),
		address: {
			...address(store, PLACES[0], 'ShopAddress'),
			__typename: 'ShopAddress',
			company: 'Maple Trail Outfitters Inc.',
			phone: '+14165550100',
		},
		metafields: [],
	};
	const names = ['Toronto Store', 'Ottawa Warehouse', 'Vancouver Warehouse', 'Old Pop-up Store'];
	names.forEach((name, index) => {
		const isActive = index < 3;
		const location: Location = {
			__typename: 'Location',
			id: store.ids.next('Location'),
			name,
			isActive,
			createdAt,
			updatedAt: daysAgo(store, isActive ? 200 : 60),
			deactivatedAt: isActive ? null : daysAgo(store, 60),
			levelNumber: store.ids.number('InventoryLevel'),
			address: address(store, PLACES[[0, 1, 3, 2][index]], 'LocationAddress'),
			metafields: [],
		};
		store.locations.push(store.add(location));
	});
	for (const [title, appHandle] of [
		['Online Store', 'online_store'],
		['Point of Sale', 'pos'],
	]) {
		store.publications.push(
			store.add({
				__typename: 'Publication',
				id: store.ids.next('Publication'),
				title,
				appHandle,
				catalogId: store.ids.next('AppCatalog'),
				appId: store.ids.next('App'),
				channelId: store.ids.next('Channel'),
			}),
		);
	}
}
