import { extname } from 'node:path';
import type { Context, Resolver } from '../context.mts';
import { userError } from '../errors.mts';
import { idNumber } from '../ids.mts';
import type { MediaImage } from '../model.mts';
import { pictureSize } from '../../pictures.mts';
import { makeImage } from '../seed/products.mts';
import type { Store } from '../store.mts';

interface UploadInput {
	filename: string;
	mimeType: string;
	resource: string;
	httpMethod?: string | null;
	fileSize?: string | number | null;
}

const IMAGE_TYPES: Record<string, string> = {
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.gif': 'image/gif',
	'.webp': 'image/webp',
	'.svg': 'image/svg+xml',
	'.heic': 'image/heic',
};
const IMAGE_RESOURCES = ['IMAGE', 'PRODUCT_IMAGE', 'COLLECTION_IMAGE', 'SHOP_IMAGE'];

/** Where staged files are put: below the file address of the sandbox. */
export function uploadUrl(store: Store, key = ''): string {
	return `${store.filesUrl}/staged/${key}`;
}

/** Whether a source can be an image's address at all; if not, the mutation is refused. */
export function isImageUrl(source: string): boolean {
	try {
		return /^https?:$/.test(new URL(source).protocol);
	} catch {
		return false;
	}
}

/** The name of a new file: that of its source, with something to tell it from an equal one. */
function fileName(store: Store, wanted: string): string {
	const end = extname(wanted);
	const stem = wanted.slice(0, wanted.length - end.length);
	return store.files.has(wanted) ? `${stem}_${store.random.uuid()}${end}` : wanted;
}

/**
 * Makes an image out of a source, UPLOADED at first. The sandbox fetches nothing: a staged file
 * that never came and a host under `.invalid` fail later, every other address becomes READY.
 */
export function imageFrom(store: Store, source: string, alt: string | null): MediaImage {
	const url = new URL(source);
	const staged = source.startsWith(uploadUrl(store));
	const key = staged ? source.slice(uploadUrl(store).length) : '';
	const upload = store.uploads.get(key);
	const missing = staged && upload?.content === undefined;
	const failed = missing || url.hostname.endsWith('.invalid');
	const name = fileName(store, url.pathname.split('/').at(-1) ?? 'image');
	store.files.set(name, upload);
	const media = makeImage(
		store,
		{
			url: `${store.filesUrl}/${name}?v=${Math.floor(store.now() / 1000)}`,
			alt,
			mimeType: IMAGE_TYPES[extname(name).toLowerCase()],
			failure: failed ? 'Image could not be downloaded.' : null,
		},
		store.timestamp(),
		true,
	);
	// Shopify reads an image's size off the file, which the sandbox has of uploaded ones only.
	Object.assign(media, upload?.content && pictureSize(upload.content));
	media.file = upload?.content;
	store.freshMedia.push(media);
	return media;
}

export const uploadMutations: Record<string, Resolver> = {
	stagedUploadsCreate: (
		_source: unknown,
		{ input }: { input: UploadInput[] },
		context: Context,
	) => {
		const { store } = context;
		const userErrors = input.flatMap((each, index) => {
			const path = ['input', String(index)];
			const known = IMAGE_TYPES[extname(each.filename).toLowerCase()];
			if (IMAGE_RESOURCES.includes(each.resource) && known !== each.mimeType) {
				const message = `${each.filename}: (${each.mimeType}) is not a recognized format`;
				return [userError([...path, 'mimeType'], message)];
			}
			const kinds: Record<string, string> = { VIDEO: 'video', MODEL_3D: '3D model' };
			if (kinds[each.resource] !== undefined && !each.fileSize) {
				const message = `file size is required for ${kinds[each.resource]} resources`;
				return [userError([...path, 'fileSize'], message)];
			}
			return [];
		});
		if (userErrors.length > 0) return { stagedTargets: null, userErrors };
		const stagedTargets = input.map((each) => target(store, each));
		return { stagedTargets, userErrors: [] };
	},
};

function target(store: Store, input: UploadInput): unknown {
	const { filename, mimeType, resource } = input;
	const folder = resource === 'BULK_MUTATION_VARIABLES' ? 'bulk' : 'products';
	const key = `tmp/${idNumber(store.shop.id)}/${folder}/${store.random.uuid()}/${filename}`;
	store.uploads.set(key, { key, resource, mimeType, content: undefined });
	const resourceUrl = uploadUrl(store, key);
	const named = (pairs: Array<[string, string]>): unknown => {
		return pairs.map(([name, value]) => ({ name, value }));
	};
	if (input.httpMethod !== 'POST') {
		const signature = store.random.hex(32);
		return {
			url: `${resourceUrl}?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Signature=${signature}`,
			resourceUrl,
			parameters: named([
				['content_type', mimeType],
				['acl', 'private'],
			]),
		};
	}
	return {
		url: uploadUrl(store),
		resourceUrl,
		parameters: named([
			['Content-Type', mimeType],
			['success_action_status', '201'],
			['acl', 'private'],
			['key', key],
			['x-goog-date', store.timestamp().replace(/[-:]/g, '')],
			['x-goog-credential', 'sandbox/auto/storage/goog4_request'],
			['x-goog-algorithm', 'GOOG4-RSA-SHA256'],
			['x-goog-signature', store.random.hex(64)],
			['policy', store.random.hex(64)],
		]),
	};
}
