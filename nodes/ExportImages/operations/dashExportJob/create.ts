import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError, PlatformError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { ALL_ITEMS } from '../../../shared/operation';
import type { Shape } from '../../../shared/shapes';
import { parseJson } from '../../../shared/shapes';
import type { Exporter } from '../../client/exporter';
import { jobState, withoutSecrets } from '../../client/dash';
import { productNumber, ShopifyGallery } from '../../galleries/shopify';
import { isObject } from '../../../shared/json';
import { batchOperation, productLocator, productShape } from '../kit';
import { assetLocator, imageLocator } from '../productGallery/fields';
import sample from './create.sample.json';
import type { Destination, ExportItem } from './items';
import { documentedItems, filled, grouped, SOURCE_FORMS } from './items';

/** Sources of one job. Dash documents no most. */
const PER_JOB = 200;

const sourceType: INodeProperties = {
	displayName: 'Source',
	name: 'sourceType',
	type: 'options',
	options: [
		{
			name: 'Dash Asset',
			value: 'dashAsset',
			description: 'Upload an asset of the Dash account',
		},
		{
			name: 'Documented Items',
			value: 'items',
			description: "Give the list 'items' as Dash documents it",
		},
		{
			name: 'Existing Shopify Image',
			value: 'shopifyImage',
			description: 'Move an image that the product has already',
		},
		{
			name: 'JSON',
			value: 'json',
			description: "Give the value of 'source' yourself",
		},
	],
	default: 'dashAsset',
	description: 'Which image to export',
};

const shownFor = (...types: string[]): INodeProperties['displayOptions'] => ({
	show: { sourceType: types },
});

const { asset: assetForm, image: imageForm } = SOURCE_FORMS;

const options: INodeProperties = {
	displayName: 'Job Options',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Dash Asset Form',
			name: 'dashAssetForm',
			type: 'string',
			default: assetForm,
			description:
				"The form of 'source' for a Dash asset, with {ID} for its ID. Dash does not publish it, so this one is inferred.",
		},
		{
			displayName: 'Images per Job',
			name: 'imagesPerJob',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: PER_JOB,
			description: 'How many images one job has at most; further ones go into another job',
		},
		{
			displayName: 'Shopify Image Form',
			name: 'shopifyImageForm',
			type: 'string',
			default: imageForm,
			description:
				"The form of 'source' for an image of the shop, with {ID} for its ID. Dash does not publish it, so this one is inferred.",
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 300,
			description: 'How many seconds to wait for the job',
		},
		{
			displayName: 'Wait for the Job',
			name: 'wait',
			type: 'boolean',
			default: false,
			description:
				'Whether to wait until the job has ended. Dash documents no way to ask; where it offers none, the node goes on at once.',
		},
	],
};

/** Any JSON value: Dash documents `source` as "any". */
const anyValue: Shape = {
	fromForm(value, at) {
		if (typeof value !== 'string') return value;
		const text = value.trim();
		if (text === '' || text === '{}') return undefined;
		return parseJson(text, at);
	},
	check: (value) => value,
};

const itemsShape: Shape = { ...anyValue, check: (value, at) => documentedItems(value, at) };

const PERMISSION = 'EXPORT_TO_SHOPIFY';

export const createExportJob = batchOperation({
	resource: 'dashExportJob',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a dash export job',
		description: 'Let Dash export assets to products in Shopify, all items together in few jobs',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: [PERMISSION],
	properties: [
		sourceType,
		{ ...assetLocator, displayOptions: shownFor('dashAsset') },
		{
			...productLocator,
			required: false,
			displayOptions: shownFor('dashAsset', 'shopifyImage', 'json'),
		},
		{ ...imageLocator, displayOptions: shownFor('shopifyImage') },
		{
			displayName: 'Source Value',
			name: 'source',
			type: 'json',
			default: '{}',
			description: "The value of 'source', as Dash's web app sends it",
			displayOptions: shownFor('json'),
		},
		{
			displayName: 'Position',
			name: 'position',
			type: 'number',
			typeOptions: { numberPrecision: 0, minValue: 1 },
			default: 1,
			description: "The image's place in the product listing",
			displayOptions: shownFor('dashAsset', 'shopifyImage', 'json'),
		},
		{
			displayName: 'Items',
			name: 'items',
			type: 'json',
			typeOptions: { rows: 8 },
			default: '[]',
			description: "Objects with 'source' and 'productFileDestinations'",
			displayOptions: shownFor('items'),
		},
		options,
	],
	shapes: { product: productShape, source: anyValue, items: itemsShape },
	verify(input) {
		const sources = ['asset_id', 'image_id', 'source', 'items'].filter(
			(key) => input[key] !== undefined && input[key] !== '',
		);
		if (sources.length !== 1) {
			throw new InputError(
				sources.length === 0 ? 'No image is given' : 'More than one image is given',
				'Give exactly one of: asset_id, image_id, source, items.',
			);
		}
		if (input.items === undefined && input.product === undefined) {
			throw new InputError("'product' is required");
		}
	},
	answer: {},
	sample,
	batchSize: ALL_ITEMS,
	async runBatch(calls, exporter) {
		const results = new Map<Call, IDataObject | Error>();
		const items = await exportItems(calls, exporter, (call, error) => results.set(call, error));
		const perJob = Math.max(
			1,
			...calls.slice(0, 1).map(({ input }) => Number(input.images_per_job ?? PER_JOB)),
		);
		const jobs = grouped(items, perJob);
		if (jobs.length === 0 || (!exporter.continues && results.size > 0)) {
			return calls.map((call) => results.get(call) ?? notMade([...results.values()]));
		}
		const access = await exporter.shopifyAccess();
		for (const job of jobs) {
			const made = await make(exporter, access, job.items, calls[0].input).catch(asError);
			for (const call of job.calls) {
				// An item may need several jobs: a failed one is not hidden by one that is made.
				if (!isError(results.get(call))) results.set(call, made);
			}
			if (made instanceof Error && !exporter.continues) break;
		}
		return calls.map((call) => results.get(call) ?? notMade([...results.values()]));
	},
});

const isError = (one: unknown): one is Error => one instanceof Error;

const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));

function notMade(others: ReadonlyArray<IDataObject | Error>): Error {
	const cause = others.find((one): one is Error => one instanceof Error);
	return new PlatformError({
		message: `No job was made for this item: ${cause?.message ?? 'another item failed'}`,
		advice: cause instanceof PlatformError ? cause.advice : undefined,
	});
}

/** One job, from its request to its end when that is waited for. */
async function make(
	exporter: Exporter,
	access: { shop: string; token: string },
	items: readonly ExportItem[],
	{ wait, timeout }: IDataObject,
): Promise<IDataObject> {
	const dash = await exporter.dash();
	const answer = await dash.createExportJob(access, items as unknown as IDataObject[]);
	if (wait !== true) return answer;
	const id = isObject(answer.result) ? answer.result.id : undefined;
	const ended =
		typeof id === 'string'
			? await dash.untilExported(id, Number(timeout ?? 300) * 1000)
			: undefined;
	if (!ended) {
		exporter.hint(
			'Dash has taken the export job but offers no way to ask how it is. Look into Dash or into the products a little later.',
		);
		return answer;
	}
	if (jobState(ended.result) === 'failed') {
		throw new PlatformError({
			message: `The export job '${String(id)}' has failed in Dash`,
			advice: 'Some images may have come to their products. Look there before you run this again.',
		});
	}
	return { ...answer, result: withoutSecrets(ended.result, [access.token]) };
}

/** What each call wants to have exported. Calls whose product is not found fail. */
async function exportItems(
	calls: readonly Call[],
	exporter: Exporter,
	fail: (call: Call, error: Error) => void,
): Promise<Array<{ call: Call; items: ExportItem[] }>> {
	const named = calls.filter(({ input }) => input.product !== undefined);
	const numbers = await productNumbers(named, exporter);
	return calls.flatMap((call) => {
		const { input } = call;
		if (Array.isArray(input.items))
			return [{ call, items: input.items as unknown as ExportItem[] }];
		const product = numbers.get(call);
		if (product === undefined || product instanceof Error) {
			fail(call, product ?? new InputError("'product' is required"));
			return [];
		}
		const destination: Destination = {
			productId: product,
			position: Number(input.position ?? 1),
		};
		return [
			{
				call,
				items: [{ source: sourceOf(input, exporter), productFileDestinations: [destination] }],
			},
		];
	});
}

/** The numbers of the products that calls name. A number needs no question to the shop. */
async function productNumbers(
	calls: readonly Call[],
	exporter: Exporter,
): Promise<Map<Call, string | Error>> {
	const numbers = new Map<Call, string | Error>();
	const unknown = new Map<string, Call[]>();
	for (const call of calls) {
		const ref = call.input.product as IDataObject;
		const number = /^(?:gid:\/\/shopify\/Product\/)?(\d+)$/.exec(String(ref.id ?? ''))?.[1];
		if (number !== undefined) numbers.set(call, number);
		else unknown.set(JSON.stringify(ref), [...(unknown.get(JSON.stringify(ref)) ?? []), call]);
	}
	if (unknown.size === 0) return numbers;
	const refs = [...unknown.keys()].map((name) => JSON.parse(name) as { sku: string });
	const found = await new ShopifyGallery(await exporter.shopify()).find(refs);
	[...unknown.values()].forEach((group, index) => {
		const product = found[index];
		const number = product instanceof Error ? product : productNumber(product.id);
		for (const call of group) numbers.set(call, number);
	});
	return numbers;
}

/** The source of a call: the user's own, or a filled form. */
function sourceOf(input: IDataObject, exporter: Exporter): unknown {
	if (input.source !== undefined) return input.source;
	const isAsset = input.asset_id !== undefined;
	const own = isAsset ? input.dash_asset_form : input.shopify_image_form;
	if (own === undefined) {
		exporter.hint(
			"Dash does not publish the form of 'source' in export jobs: the one that was sent is inferred. If Dash refuses it, or exports something else, give your own form under 'Job Options', or the source as JSON.",
		);
	}
	const form = own ?? (isAsset ? SOURCE_FORMS.asset : SOURCE_FORMS.image);
	return filled(String(form), String(input.asset_id ?? input.image_id));
}
