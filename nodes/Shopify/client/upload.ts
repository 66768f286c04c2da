import { randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Node } from '../payloads/payload';
import { nodesIn } from '../payloads/payload';
import type { AdminApi } from './api';

export interface UploadFile {
	/** With its ending, which has to fit the type. */
	name: string;
	mimeType: string;
	data: Buffer;
}

/** How often a file is sent, and the pause after the first attempt in ms; it doubles. */
const ATTEMPTS = 4;
const PAUSE_MS = 500;

/**
 * Uploads an image to the place that Shopify opens for it.
 *
 * @returns the address by which a mutation takes the file
 * @throws PlatformError when Shopify opens no place, or the file does not arrive there
 */
export async function uploadImage(shop: AdminApi, file: UploadFile): Promise<string> {
	const [address] = await uploadImages(shop, [file]);
	return address;
}

/**
 * Uploads images, for whose places Shopify is asked once.
 *
 * @returns the addresses by which a mutation takes the files, in order
 * @throws PlatformError when Shopify opens no place, or a file does not arrive there
 */
export async function uploadImages(
	shop: AdminApi,
	files: readonly UploadFile[],
): Promise<string[]> {
	const targets = await stage(shop, files, 'IMAGE');
	return targets.map(({ resourceUrl }) => String(resourceUrl));
}

/**
 * Uploads the variables of a bulk mutation.
 *
 * @returns the path by which the mutation takes the file: the key of its place
 */
export async function stageFile(shop: AdminApi, file: UploadFile): Promise<string> {
	const [target] = await stage(shop, [file], 'BULK_MUTATION_VARIABLES');
	const key = nodesIn(target.parameters).find(({ name }) => name === 'key');
	return String(key?.value);
}

async function stage(
	shop: AdminApi,
	files: readonly UploadFile[],
	resource: 'IMAGE' | 'BULK_MUTATION_VARIABLES',
): Promise<Node[]> {
	const { stagedTargets } = await shop.mutate(
		'mutation StageFile($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }',
		{
			input: files.map(({ name, mimeType, data }) => ({
				filename: name,
				mimeType,
				resource,
				httpMethod: 'POST',
				fileSize: String(data.length),
			})),
		},
		// A place that nothing is put into is forgotten.
		{ repeatable: true, check: '' },
	);
	const targets = nodesIn(stagedTargets);
	if (targets.length !== files.length) {
		throw new PlatformError({
			message: 'Shopify opened no place for the upload',
			advice: 'Nothing was uploaded. Run the item again.',
		});
	}
	for (const [index, target] of targets.entries()) {
		const { type, body } = form(nodesIn(target.parameters), files[index]);
		await deliver(shop, String(target.url), type, body);
	}
	return targets;
}

/** multipart/form-data: the given parameters, then the file, which has to be the last part. */
function form(parameters: Node[], { name, mimeType, data }: UploadFile) {
	const boundary = `n8n-${randomUUID()}`;
	const quoted = (text: string) => text.replace(/["\r\n]/g, '_');
	const head = (field: string, more = '') =>
		`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"${more}\r\n`;
	const parts = parameters.map(
		(parameter) => `${head(String(parameter.name))}\r\n${String(parameter.value)}\r\n`,
	);
	const fileHead = `${head('file', `; filename="${quoted(name)}"`)}Content-Type: ${mimeType}\r\n\r\n`;
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([
			Buffer.from(parts.join('') + fileHead),
			data,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]),
	};
}

/** Sends the file until it has arrived: the same file at the same place is one file. */
async function deliver(
	shop: AdminApi,
	url: string,
	contentType: string,
	body: Buffer,
): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		const status = await shop.upload(url, contentType, body).then(
			(answer) => answer.status,
			() => undefined,
		);
		shop.signal?.throwIfAborted();
		if (status !== undefined && status < 300) return;
		if ((status !== undefined && status < 500 && status !== 429) || attempt === ATTEMPTS) {
			throw notDelivered(status);
		}
		await sleep(PAUSE_MS * 2 ** (attempt - 1), shop.signal);
	}
}

const notDelivered = (status: number | undefined) =>
	new PlatformError({
		message: `The file could not be uploaded: ${status === undefined ? 'the connection was lost' : `the file host answered with HTTP status ${status}`}`,
		advice: 'Nothing was changed in the shop. Run the item again.',
		code: status === undefined ? undefined : String(status),
	});
