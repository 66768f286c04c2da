/**
 * What the embedded shop stores. Money is in cents of the shop's currency, times are
 * ISO 8601 in UTC with whole seconds ("2026-04-24T23:51:30Z"), ids are global ids.
 */

export interface Entity {
	__typename: string;
	id: string;
}

export interface Metafield extends Entity {
	namespace: string;
	key: string;
	type: string;
	value: string;
	ownerId: string;
	createdAt: string;
	updatedAt: string;
}

export interface Address extends Entity {
	firstName: string | null;
	lastName: string | null;
	company: string | null;
	address1: string | null;
	address2: string | null;
	city: string | null;
	province: string | null;
	provinceCode: string | null;
	country: string | null;
	countryCode: string | null;
	zip: string | null;
	phone: string | null;
	latitude: number | null;
	longitude: number | null;
}

export interface Shop extends Entity {
	name: string;
	email: string;
	ownerName: string;
	domain: string;
	host: string;
	currency: string;
	timeZone: string;
	/** Kind of customer accounts; accounts with passwords when not said. */
	customerAccounts?: 'CLASSIC' | 'NEW_CUSTOMER_ACCOUNTS';
	createdAt: string;
	updatedAt: string;
	address: Address;
	metafields: Metafield[];
}

export interface Location extends Entity {
	name: string;
	isActive: boolean;
	createdAt: string;
	updatedAt: string;
	deactivatedAt: string | null;
	/** The number in the ids of this location's inventory levels. */
	levelNumber: number;
	address: Address;
	metafields: Metafield[];
}

export interface Publication extends Entity {
	title: string;
	appHandle: string;
	catalogId: string;
	appId: string;
	channelId: string;
}

export interface InventoryLevel extends Entity {
	itemId: string;
	locationId: string;
	isActive: boolean;
	createdAt: string;
	updatedAt: string;
	/** By name: available, committed, incoming, damaged, quality_control, reserved, safety_stock. */
	quantities: Record<string, number>;
}

export interface InventoryItem extends Entity {
	variantId: string;
	sku: string | null;
	tracked: boolean;
	requiresShipping: boolean;
	cost: number | null;
	weight: { value: number; unit: string };
	countryCodeOfOrigin: string | null;
	provinceCodeOfOrigin: string | null;
	harmonizedSystemCode: string | null;
	/** Codes for single countries; none when not said. */
	countryCodes?: Array<{ countryCode: string; harmonizedSystemCode: string }>;
	createdAt: string;
	updatedAt: string;
	levels: InventoryLevel[];
}

export interface Variant extends Entity {
	productId: string;
	/** Ids of the chosen option values, in the order of the product's options. */
	valueIds: string[];
	barcode: string | null;
	price: number;
	compareAtPrice: number | null;
	position: number;
	taxable: boolean;
	inventoryPolicy: 'DENY' | 'CONTINUE';
	createdAt: string;
	updatedAt: string;
	item: InventoryItem;
	mediaIds: string[];
	metafields: Metafield[];
}

export interface OptionValue extends Entity {
	name: string;
}

export interface ProductOption extends Entity {
	name: string;
	values: OptionValue[];
}

export interface MediaImage extends Entity {
	/** The uploaded file, as it came. */
	file?: Buffer;
	alt: string | null;
	createdAt: string;
	updatedAt: string;
	mimeType: string;
	url: string;
	width: number;
	height: number;
	/** The number that `Product.images` and the REST API use; not the media number. */
	imageNumber: number;
	/** Sandbox clock, milliseconds: until then the image is being processed. */
	readyAt: number;
	failure: string | null;
	/** The answer that created the image still says UPLOADED. */
	fresh: boolean;
}

export interface Product extends Entity {
	title: string;
	descriptionHtml: string;
	vendor: string;
	productType: string;
	handle: string;
	status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
	tags: string[];
	templateSuffix: string | null;
	createdAt: string;
	updatedAt: string;
	/** Publication id to the time of publication. */
	published: Map<string, string>;
	options: ProductOption[];
	variants: Variant[];
	media: MediaImage[];
	isGiftCard: boolean;
	seo: { title: string | null; description: string | null };
	metafields: Metafield[];
}

/** A product in a collection; the REST API calls it a collect. */
export interface Membership {
	collectNumber: number;
	productId: string;
	createdAt: string;
	updatedAt: string;
}

export interface Collection extends Entity {
	title: string;
	handle: string;
	descriptionHtml: string;
	sortOrder: string;
	templateSuffix: string | null;
	updatedAt: string;
	/** What its products have in common, when a rule chooses them; null when they are put in by hand. */
	conditions: string | null;
	/** Publication id to the time of publication. */
	published: Map<string, string>;
	members: Membership[];
	metafields: Metafield[];
}

export interface Customer extends Entity {
	firstName: string | null;
	lastName: string | null;
	email: string | null;
	phone: string | null;
	note: string | null;
	state: 'DISABLED' | 'INVITED' | 'ENABLED' | 'DECLINED';
	verifiedEmail: boolean;
	taxExempt: boolean;
	taxExemptions: string[];
	tags: string[];
	locale: string;
	createdAt: string;
	updatedAt: string;
	emailMarketing: { state: string; level: string | null; updatedAt: string | null };
	smsMarketing: { state: string; level: string | null; updatedAt: string | null };
	addresses: Address[];
	defaultAddressId: string | null;
	metafields: Metafield[];
}

export interface Attribute {
	key: string;
	value: string | null;
}

export interface TaxLine {
	title: string;
	rate: number;
	amount: number;
	channelLiable: boolean;
}

export interface DiscountApplication {
	__typename: 'DiscountCodeApplication' | 'ManualDiscountApplication';
	index: number;
	code: string | null;
	title: string | null;
	percentage: number | null;
	amount: number | null;
}

export interface LineItem extends Entity {
	title: string;
	variantTitle: string | null;
	sku: string | null;
	vendor: string | null;
	quantity: number;
	/** Quantity taken out of the order by refunds and cancellation. */
	removed: number;
	unitPrice: number;
	discounts: Array<{ index: number; amount: number }>;
	taxLines: TaxLine[];
	taxable: boolean;
	requiresShipping: boolean;
	isGiftCard: boolean;
	grams: number;
	productId: string | null;
	variantId: string | null;
	customAttributes: Attribute[];
}

export interface ShippingLine extends Entity {
	title: string;
	code: string | null;
	source: string | null;
	carrierIdentifier: string | null;
	price: number;
	taxLines: TaxLine[];
}

export interface Transaction extends Entity {
	kind: 'SALE' | 'AUTHORIZATION' | 'CAPTURE' | 'VOID' | 'REFUND';
	status: 'SUCCESS' | 'PENDING' | 'FAILURE';
	gateway: string;
	amount: number;
	createdAt: string;
	parentId: string | null;
	orderId: string;
	card: {
		bin: string;
		avsResultCode: string;
		cvvResultCode: string;
		number: string;
		company: string;
		name: string;
		expirationMonth: number;
		expirationYear: number;
	} | null;
}

export interface RefundLine extends Entity {
	lineItemId: string;
	quantity: number;
	restockType: 'CANCEL' | 'LEGACY_RESTOCK' | 'NO_RESTOCK' | 'RETURN';
	restocked: boolean;
	locationId: string | null;
	subtotal: number;
	tax: number;
}

export interface Refund extends Entity {
	orderId: string;
	note: string | null;
	createdAt: string;
	lines: RefundLine[];
	shippingAmount: number;
	transactions: Transaction[];
}

export interface Fulfillment extends Entity {
	orderId: string;
	locationId: string;
	name: string;
	status: 'SUCCESS' | 'CANCELLED';
	displayStatus: string;
	createdAt: string;
	updatedAt: string;
	tracking: Array<{ company: string | null; number: string | null; url: string | null }>;
	/** Where the parcel leaves, when the client said so. */
	originAddress?: {
		address1?: string | null;
		address2?: string | null;
		city?: string | null;
		countryCode: string;
		provinceCode?: string | null;
		zip?: string | null;
	} | null;
	lines: Array<{ id: string; lineItemId: string; quantity: number }>;
}

export interface Order extends Entity {
	name: string;
	number: number;
	createdAt: string;
	updatedAt: string;
	processedAt: string;
	closedAt: string | null;
	cancelledAt: string | null;
	cancelReason: string | null;
	staffNote: string | null;
	/** Job of a cancellation that is still running. */
	cancelling: string | null;
	email: string | null;
	phone: string | null;
	note: string | null;
	poNumber: string | null;
	tags: string[];
	test: boolean;
	taxesIncluded: boolean;
	presentmentCurrency: string;
	/** Presentment units per unit of the shop's currency. */
	presentmentRate: number;
	customerId: string | null;
	customerLocale: string | null;
	customerAcceptsMarketing: boolean;
	clientIp: string | null;
	sourceName: string;
	app: { id: string; name: string } | null;
	confirmationNumber: string;
	statusToken: string;
	cartToken: string | null;
	checkoutToken: string | null;
	customAttributes: Attribute[];
	discountCodes: string[];
	discountApplications: DiscountApplication[];
	billingAddress: Address | null;
	shippingAddress: Address | null;
	retailLocationId: string | null;
	lineItems: LineItem[];
	shippingLines: ShippingLine[];
	transactions: Transaction[];
	/** A financial status that was given with the order; it stands until the next payment. */
	givenStatus?: string;
	refunds: Refund[];
	fulfillments: Fulfillment[];
	metafields: Metafield[];
}

export interface Job extends Entity {
	/** Sandbox clock, milliseconds. */
	dueAt: number;
	done: boolean;
	finish(): void;
}

export interface StagedUpload {
	key: string;
	resource: string;
	mimeType: string;
	/** Missing until the file arrives. */
	content: Buffer | undefined;
}

/** Everything that may own metafields. */
export type MetafieldOwner = Entity & { metafields: Metafield[] };
