import type { MediaImage, Product, Variant } from './model.mts';
import type { Store } from './store.mts';

/** The chosen values of a variant, in the order of the product's options. */
export function selectedOptions(
	product: Product,
	variant: Variant,
): Array<{ name: string; value: string; valueId: string }> {
	return product.options.map((option, index) => {
		const value = option.values.find((each) => each.id === variant.valueIds[index]);
		return { name: option.name, value: value?.name ?? '', valueId: value?.id ?? '' };
	});
}

/** "S / Red", or "Default Title". */
export function variantTitle(product: Product, variant: Variant): string {
	return selectedOptions(product, variant)
		.map((each) => each.value)
		.join(' / ');
}

/** Whether a product has only the variant that Shopify makes by itself. */
export function onlyDefaultVariant(product: Product): boolean {
	return product.options.length === 1 && product.options[0].name === 'Title';
}

/** Available quantity over all active levels. */
export function availableQuantity(variant: Variant): number {
	return variant.item.levels
		.filter((level) => level.isActive)
		.reduce((total, level) => total + (level.quantities.available ?? 0), 0);
}

/** Available quantity of all variants whose stock is tracked. */
export function totalInventory(product: Product): number {
	return product.variants
		.filter((variant) => variant.item.tracked)
		.reduce((total, variant) => total + availableQuantity(variant), 0);
}

/** Where an image stands: UPLOADED in the answer that made it, then PROCESSING, then READY. */
export function mediaStatus(media: MediaImage, store: Store): string {
	if (media.fresh) return 'UPLOADED';
	if (media.readyAt > store.now()) return 'PROCESSING';
	return media.failure === null ? 'READY' : 'FAILED';
}

/** When a product was published to the online store, null when it is not. */
export function publishedAt(product: Product, store: Store): string | null {
	const onlineStore = store.publications[0]?.id ?? '';
	return product.published.get(onlineStore) ?? null;
}

/** A handle as Shopify makes it: lower case, runs of other signs become "-". */
export function handleize(text: string): string {
	return text
		.toLowerCase()
		.replace(/[’']/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
}

/** A handle nobody has: a taken one goes on counting ("x", "x-1"; "x-41", "x-42"). */
export function countedHandle(wanted: string, isTaken: (handle: string) => boolean): string {
	let handle = wanted;
	while (isTaken(handle)) {
		const match = /^(.*?)-?(\d+)$/.exec(handle);
		handle = match === null ? `${handle}-1` : `${match[1]}-${Number(match[2]) + 1}`;
	}
	return handle;
}

/** A free handle for a product. */
export function freeHandle(store: Store, wanted: string, self?: Product): string {
	return countedHandle(wanted === '' ? 'product' : wanted, (handle) =>
		store.products.some((each) => each !== self && each.handle === handle),
	);
}

/** Tags: split at commas, trimmed, one per spelling without case, sorted without case. */
export function normalTags(tags: readonly string[]): string[] {
	const seen = new Map<string, string>();
	for (const tag of tags.flatMap((each) => each.split(','))) {
		const clean = tag.trim();
		if (clean !== '' && !seen.has(clean.toLowerCase())) seen.set(clean.toLowerCase(), clean);
	}
	return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}
