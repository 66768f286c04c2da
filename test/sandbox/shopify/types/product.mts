import { connection, head, listConnection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { gid, idNumber } from '../ids.mts';
import type { MediaImage, OptionValue, Product, ProductOption, Variant } from '../model.mts';
import { money, moneyV2 } from '../money.mts';
import {
	availableQuantity,
	mediaStatus,
	onlyDefaultVariant,
	publishedAt,
	selectedOptions,
	totalInventory,
	variantTitle,
} from '../products.mts';
import type { Store } from '../store.mts';
import {
	counted,
	emptyConnection,
	legacyResourceId,
	metafieldFields,
	no,
	none,
	nothing,
} from './shared.mts';

interface Image {
	__typename: 'Image';
	id: string;
	altText: string | null;
	height: number;
	width: number;
	media: MediaImage;
}

/** ProductImage numbers in lists of images, ImageSource numbers below a MediaImage. */
function imageOf(
	media: MediaImage,
	store: Store,
	kind: 'ProductImage' | 'ImageSource',
): Image | null {
	if (mediaStatus(media, store) !== 'READY') return null;
	const number = kind === 'ProductImage' ? media.imageNumber : idNumber(media.id);
	const { alt, height, width } = media;
	return { __typename: 'Image', id: gid(kind, number), altText: alt, height, width, media };
}

function readyImages(product: Product, store: Store): Image[] {
	return product.media.flatMap((media) => imageOf(media, store, 'ProductImage') ?? []);
}

function productOf(variant: Variant, store: Store): Product {
	const product = store.product(variant.productId);
	if (product === undefined) throw new Error(`No product ${variant.productId} in the sandbox.`);
	return product;
}

function range(prices: number[], store: Store, factor = 1): Record<string, unknown> {
	const currency = store.shop.currency;
	return {
		minVariantPrice: moneyV2(Math.min(...prices) * factor, currency),
		maxVariantPrice: moneyV2(Math.max(...prices) * factor, currency),
		// Names of the compare-at form.
		minVariantCompareAtPrice: moneyV2(Math.min(...prices) * factor, currency),
		maxVariantCompareAtPrice: moneyV2(Math.max(...prices) * factor, currency),
	};
}

const VARIANT_KEYS: Record<string, (variant: Variant) => string | number> = {
	ID: (variant) => idNumber(variant.id),
	SKU: (variant) => variant.item.sku ?? '',
	INVENTORY_QUANTITY: availableQuantity,
};

const productPrices = (product: Product): number[] => product.variants.map((each) => each.price);

export const productTypes: Resolvers = {
	Product: {
		...metafieldFields,
		legacyResourceId,
		description: (product: Product, args: { truncateAt?: number | null }) => {
			const text = plainText(product.descriptionHtml);
			return typeof args.truncateAt === 'number' ? text.slice(0, args.truncateAt) : text;
		},
		bodyHtml: (product: Product) => product.descriptionHtml,
		defaultCursor: (product: Product) => Buffer.from(product.id).toString('base64'),
		publishedAt: (product: Product, _args: Args, { store }: Context) => publishedAt(product, store),
		hasOnlyDefaultVariant: onlyDefaultVariant,
		hasOutOfStockVariants: (product: Product) => {
			return product.variants.some((each) => each.item.tracked && availableQuantity(each) <= 0);
		},
		hasVariantsThatRequiresComponents: no,
		requiresSellingPlan: no,
		giftCardTemplateSuffix: nothing,
		category: nothing,
		productCategory: nothing,
		combinedListing: nothing,
		combinedListingRole: nothing,
		feedback: nothing,
		bundleConsolidatedOptions: nothing,
		collections: emptyConnection,
		sellingPlanGroups: emptyConnection,
		translations: none,
		seo: (product: Product) => product.seo,
		totalInventory,
		tracksInventory: (product: Product) => product.variants.some((each) => each.item.tracked),
		totalVariants: (product: Product) => product.variants.length,
		variantsCount: (product: Product) => counted(product.variants.length, null),
		mediaCount: (product: Product) => counted(product.media.length, null),
		onlineStoreUrl: (product: Product, _args: Args, { store }: Context) => {
			const shown = product.status === 'ACTIVE' && publishedAt(product, store) !== null;
			return shown ? `https://${store.shop.host}/products/${product.handle}` : null;
		},
		onlineStorePreviewUrl: (product: Product, _args: Args, { store }: Context) => {
			return `https://${store.shop.host}/products/${product.handle}`;
		},
		options: (product: Product, args: { first?: number }) => {
			const options = product.options.map((option, index) => ({
				...option,
				position: index + 1,
				product,
			}));
			return head(options, args.first);
		},
		priceRangeV2: (product: Product, _args: Args, { store }: Context) => {
			return range(productPrices(product), store);
		},
		// The deprecated field counts in cents.
		priceRange: (product: Product, _args: Args, { store }: Context) => {
			return range(productPrices(product), store, 100);
		},
		compareAtPriceRange: (product: Product, _args: Args, { store }: Context) => {
			const prices = product.variants.flatMap((each) => each.compareAtPrice ?? []);
			return prices.length === 0 ? null : range(prices, store);
		},
		variants: (product: Product, args: PageArgs & { sortKey?: string }) => {
			const value = VARIANT_KEYS[args.sortKey ?? ''] ?? ((variant: Variant) => variant.position);
			return connection(product.variants, args, { id: (each) => idNumber(each.id), value });
		},
		media: (product: Product, args: PageArgs & { query?: string | null; sortKey?: string }) => {
			// Of `media_type:` only IMAGE has something here.
			const wanted = /media_type:\s*['"]?(\w+)/i.exec(args.query ?? '')?.[1];
			const found = wanted === undefined || /^image$/i.test(wanted) ? product.media : [];
			return listConnection(found, args, idNumber);
		},
		images: (product: Product, args: PageArgs, { store }: Context) => {
			const images = readyImages(product, store);
			const place = new Map(images.map((image, index) => [image, index + 1]));
			// The cursor holds the media number, unlike the image's own id.
			return connection(images, args, {
				id: (image) => idNumber(image.media.id),
				value: (image) => place.get(image) ?? 0,
			});
		},
		featuredImage: (product: Product, _args: Args, { store }: Context) => {
			return readyImages(product, store)[0] ?? null;
		},
		featuredMedia: (product: Product) => product.media[0] ?? null,
	},
	ProductOption: {
		values: (option: ProductOption & { product: Product }) => {
			return option.values.filter((value) => used(option.product, value)).map((each) => each.name);
		},
		optionValues: (option: ProductOption & { product: Product }) => {
			return option.values.map((value) => ({ ...value, product: option.product }));
		},
		linkedMetafield: nothing,
		translations: none,
	},
	ProductOptionValue: {
		hasVariants: (value: OptionValue & { product: Product }) => used(value.product, value),
		linkedMetafieldValue: nothing,
		swatch: nothing,
		translations: none,
	},
	ProductVariant: {
		...metafieldFields,
		legacyResourceId,
		product: (variant: Variant, _args: Args, { store }: Context) => productOf(variant, store),
		title: (variant: Variant, _args: Args, { store }: Context) => {
			return variantTitle(productOf(variant, store), variant);
		},
		displayName: (variant: Variant, _args: Args, { store }: Context) => {
			const product = productOf(variant, store);
			return `${product.title} - ${variantTitle(product, variant)}`;
		},
		selectedOptions: (variant: Variant, _args: Args, { store }: Context) => {
			const product = productOf(variant, store);
			return selectedOptions(product, variant).map(({ name, value, valueId }) => {
				return { name, value, optionValue: { id: valueId, name: value, product } };
			});
		},
		sku: (variant: Variant) => variant.item.sku,
		price: (variant: Variant) => money(variant.price),
		compareAtPrice: (variant: Variant) => {
			return variant.compareAtPrice === null ? null : money(variant.compareAtPrice);
		},
		inventoryItem: (variant: Variant) => variant.item,
		inventoryQuantity: availableQuantity,
		sellableOnlineQuantity: availableQuantity,
		availableForSale: (variant: Variant) => {
			return (
				!variant.item.tracked ||
				variant.inventoryPolicy === 'CONTINUE' ||
				availableQuantity(variant) > 0
			);
		},
		defaultCursor: (variant: Variant) => Buffer.from(variant.id).toString('base64'),
		requiresComponents: no,
		showUnitPrice: no,
		unitPrice: nothing,
		unitPriceMeasurement: nothing,
		taxCode: nothing,
		translations: none,
		sellingPlanGroups: emptyConnection,
		media: (variant: Variant, args: PageArgs, { store }: Context) => {
			const media = variant.mediaIds.flatMap((id) => store.get<MediaImage>('MediaImage', id) ?? []);
			return listConnection(media, args, idNumber);
		},
		image: (variant: Variant, _args: Args, { store }: Context) => {
			const media = store.get<MediaImage>('MediaImage', variant.mediaIds[0]);
			return media === undefined ? null : imageOf(media, store, 'ProductImage');
		},
	},
	MediaImage: {
		mediaContentType: () => 'IMAGE',
		status: (media: MediaImage, _args: Args, { store }: Context) => mediaStatus(media, store),
		fileStatus: (media: MediaImage, _args: Args, { store }: Context) => mediaStatus(media, store),
		image: (media: MediaImage, _args: Args, { store }: Context) => {
			return imageOf(media, store, 'ImageSource');
		},
		preview: (media: MediaImage, _args: Args, { store }: Context) => ({
			image: imageOf(media, store, 'ImageSource'),
			status: mediaStatus(media, store),
		}),
		mimeType: (media: MediaImage) => media.mimeType,
		originalSource: ({ file, url }: MediaImage) =>
			file === undefined ? null : { url, fileSize: file.length },
		mediaErrors: (media: MediaImage, _args: Args, { store }: Context) => {
			if (mediaStatus(media, store) !== 'FAILED') return [];
			return [{ code: 'IMAGE_DOWNLOAD_FAILURE', message: media.failure, details: media.failure }];
		},
		fileErrors: (media: MediaImage, _args: Args, { store }: Context) => {
			if (mediaStatus(media, store) !== 'FAILED') return [];
			return [{ code: 'IMAGE_DOWNLOAD_FAILURE', message: media.failure, details: media.failure }];
		},
		mediaWarnings: none,
		translations: none,
	},
	Image: {
		url: (image: Image) => image.media.url,
		src: (image: Image) => image.media.url,
		originalSrc: (image: Image) => image.media.url,
		transformedSrc: (image: Image) => image.media.url,
		thumbhash: nothing,
		metafield: nothing,
		metafields: emptyConnection,
		translations: none,
	},
};

/** A value that no variant has is listed among the option values only. */
function used(product: Product, value: OptionValue): boolean {
	return product.variants.some((variant) => variant.valueIds.includes(value.id));
}

function plainText(html: string): string {
	return html
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}
