import { connection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { gid, idNumber } from '../ids.mts';
import type {
	Address,
	InventoryLevel,
	Location,
	Metafield,
	Product,
	Publication,
	Shop,
} from '../model.mts';
import { refuse } from '../errors.mts';
import { INVENTORY_LEVEL_FILTERS } from '../search/filters.mts';
import { offsetText, zoneOffset } from '../search/time.mts';
import {
	byId,
	compareDigest,
	counted,
	emptyConnection,
	legacyResourceId,
	metafieldFields,
	no,
	none,
	nothing,
	searched,
} from './shared.mts';

/** Owner types that are not the type's name in capitals. */
const OWNER_TYPES: Record<string, string> = {
	CompanyLocation: 'COMPANY_LOCATION',
	MediaImage: 'MEDIA_IMAGE',
};

function levelsAt(location: Location, { store }: Context) {
	return store.products
		.flatMap((product) => product.variants)
		.flatMap((variant) => variant.item.levels)
		.filter((level) => level.locationId === location.id);
}

export const shopTypes: Resolvers = {
	Shop: {
		...metafieldFields,
		contactEmail: (shop: Shop) => shop.email,
		shopOwnerName: (shop: Shop) => shop.ownerName,
		description: () => 'Goods for people who like to be outdoors.',
		myshopifyDomain: (shop: Shop) => shop.domain,
		primaryDomain: (shop: Shop) => ({
			id: gid('Domain', idNumber(shop.id)),
			host: shop.host,
			url: `https://${shop.host}`,
			sslEnabled: true,
		}),
		url: (shop: Shop) => `https://${shop.host}`,
		currencyCode: (shop: Shop) => shop.currency,
		enabledPresentmentCurrencies: (shop: Shop) => [shop.currency, 'USD'],
		currencyFormats: (shop: Shop) => ({
			moneyFormat: '${{amount}}',
			moneyWithCurrencyFormat: `\${{amount}} ${shop.currency}`,
			moneyInEmailsFormat: '${{amount}}',
			moneyWithCurrencyInEmailsFormat: `\${{amount}} ${shop.currency}`,
		}),
		ianaTimezone: (shop: Shop) => shop.timeZone,
		timezoneAbbreviation: (shop: Shop, _args: Args, { store }: Context) => {
			const format = new Intl.DateTimeFormat('en-CA', {
				timeZone: shop.timeZone,
				timeZoneName: 'short',
			});
			const parts = format.formatToParts(store.now());
			return parts.find((part) => part.type === 'timeZoneName')?.value;
		},
		timezoneOffset: (shop: Shop, _args: Args, { store }: Context) => {
			return offsetText(zoneOffset(shop.timeZone, store.now()), '');
		},
		timezoneOffsetMinutes: (shop: Shop, _args: Args, { store }: Context) => {
			return zoneOffset(shop.timeZone, store.now());
		},
		weightUnit: () => 'KILOGRAMS',
		unitSystem: () => 'METRIC_SYSTEM',
		orderNumberFormatPrefix: () => '#',
		orderNumberFormatSuffix: () => '',
		taxesIncluded: no,
		taxShipping: no,
		checkoutApiSupported: () => true,
		setupRequired: no,
		transactionalSmsDisabled: no,
		marketingSmsConsentEnabledAtCheckout: no,
		customerAccounts: () => 'OPTIONAL',
		customerAccountsV2: (shop: Shop) => ({
			customerAccountsVersion: shop.customerAccounts ?? 'CLASSIC',
			loginLinksVisibleOnStorefrontAndCheckout: true,
			loginRequiredAtCheckout: false,
			url: `https://${shop.host}/account`,
		}),
		plan: () => ({
			publicDisplayName: 'Basic',
			displayName: 'Basic',
			shopifyPlus: false,
			partnerDevelopment: false,
		}),
		features: () => ({
			giftCards: true,
			storefront: true,
			reports: true,
			harmonizedSystemCode: true,
			shopifyPlus: false,
			avalaraAvatax: false,
			captcha: true,
			bundles: null,
			sellsSubscriptions: false,
		}),
		shopAddress: (shop: Shop) => shop.address,
		billingAddress: (shop: Shop) => shop.address,
		shipsToCountries: () => ['CA', 'US'],
		fulfillmentServices: none,
		alerts: none,
		translations: none,
	},
	ShopAddress: {
		countryCodeV2: (address: Address) => address.countryCode,
		coordinatesValidated: (address: Address) => address.latitude !== null,
		name: nothing,
		firstName: nothing,
		lastName: nothing,
	},
	Location: {
		...metafieldFields,
		legacyResourceId,
		address: (location: Location) => ({ ...location.address, __typename: 'LocationAddress' }),
		addressVerified: no,
		activatable: (location: Location) => !location.isActive,
		deactivatable: (location: Location) => location.isActive,
		deletable: (location: Location) => !location.isActive,
		fulfillmentService: nothing,
		fulfillsOnlineOrders: (location: Location) => location.isActive,
		shipsInventory: (location: Location) => location.isActive,
		hasActiveInventory: (location: Location, _args: Args, context: Context) => {
			return levelsAt(location, context).some((level) => level.isActive);
		},
		hasUnfulfilledOrders: no,
		isFulfillmentService: no,
		isPrimary: (location: Location, _args: Args, { store }: Context) => {
			return location === store.locations[0];
		},
		localPickupSettingsV2: nothing,
		suggestedAddresses: none,
		inventoryLevel: (location: Location, args: { inventoryItemId: string }, context: Context) => {
			const levels = levelsAt(location, context);
			return levels.find((each) => each.isActive && each.itemId === args.inventoryItemId) ?? null;
		},
		inventoryLevels: (
			location: Location,
			args: PageArgs & Args & { includeInactive?: boolean },
			context: Context,
			info,
		) => {
			const levels = levelsAt(location, context).filter((level) => {
				return level.isActive || args.includeInactive === true;
			});
			const found = searched(levels, args, INVENTORY_LEVEL_FILTERS, context, info);
			// All levels of a location have the same number in their ids.
			const item = (level: InventoryLevel): number => idNumber(level.itemId);
			return connection(found, args, { id: item, value: item });
		},
	},
	LocationAddress: {
		formatted: (address: Address) => {
			return [address.address1, address.city, address.provinceCode, address.country].filter(
				Boolean,
			);
		},
	},
	Publication: {
		name: (publication: Publication) => publication.title,
		autoPublish: no,
		supportsFuturePublishing: () => true,
		operation: nothing,
		app: (publication: Publication) => appOf(publication),
		catalog: (publication: Publication) => ({
			__typename: 'AppCatalog',
			id: publication.catalogId,
			title: publication.title,
			status: 'ACTIVE',
			publication,
			priceList: null,
			operations: [],
		}),
		includedProductsCount: (publication: Publication, _args: Args, { store }: Context) => {
			return counted(published(publication, store.products).length, null);
		},
		products: (publication: Publication, args: PageArgs, { store }: Context) => {
			return byId(published(publication, store.products), args);
		},
		includedProducts: (publication: Publication, args: PageArgs, { store }: Context) => {
			return byId(published(publication, store.products), args);
		},
		collections: emptyConnection,
	},
	AppCatalog: {
		apps: (catalog: { publication: Publication }, args: PageArgs) => {
			return byId([appOf(catalog.publication)], args);
		},
		channels: (catalog: { publication: Publication }, args: PageArgs) => {
			const { channelId: id, title, appHandle } = catalog.publication;
			return byId([{ __typename: 'Channel', id, name: title, handle: appHandle }], args);
		},
	},
	MetafieldsSetUserError: { elementIndex: nothing },
	Metafield: {
		legacyResourceId,
		compareDigest,
		owner: (metafield: Metafield, _args: Args, { store }: Context) => {
			return store.find(metafield.ownerId);
		},
		ownerType: (metafield: Metafield, _args: Args, { store }: Context) => {
			const owner = store.find(metafield.ownerId)?.__typename ?? '';
			const type = OWNER_TYPES[owner] ?? owner.toUpperCase();
			if (type === '') throw refuse('NOT_FOUND', 'Metafield owner does not exist');
			return type;
		},
		jsonValue: (metafield: Metafield) => jsonValue(metafield),
		sizeInBytes: (metafield: Metafield) => Buffer.byteLength(metafield.value),
		definition: nothing,
		description: nothing,
		reference: nothing,
		references: nothing,
		translations: none,
	},
};

function appOf(publication: Publication) {
	const { appId: id, appHandle: handle, title } = publication;
	return { __typename: 'App', id, handle, title, shopifyDeveloped: true };
}

function published(publication: Publication, products: Product[]): Product[] {
	return products.filter((product) => product.published.has(publication.id));
}

function jsonValue({ type, value }: Metafield): unknown {
	if (
		/^list\.|^json$|^number_integer$|^boolean$|^(dimension|volume|weight|money|rating)$/.test(type)
	) {
		return JSON.parse(value) as unknown;
	}
	return value;
}
