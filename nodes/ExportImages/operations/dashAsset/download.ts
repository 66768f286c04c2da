import type { IDataObject } from 'n8n-workflow';

import { imageKind } from '../../../shared/image';
import { nameIn } from '../../images/load';
import { isObject } from '../../../shared/json';
import { operation } from '../kit';
import { assetLocator } from '../productGallery/fields';
import sample from './download.sample.json';

/** The longest file that is kept, in bytes. */
const MOST_BYTES = 500 * 1024 * 1024;

export const downloadAsset = operation({
	resource: 'dashAsset',
	operation: 'download',
	option: {
		name: 'Download',
		action: 'Download a dash asset',
		description: "Get an asset's file as binary data",
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['DOWNLOAD_ASSET'],
	properties: [
		{ ...assetLocator, required: true },
		{
			displayName: 'Put Output File in Field',
			name: 'outputProperty',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Download Job',
					name: 'downloadJob',
					type: 'json',
					default: '{}',
					description:
						'The body of the request that asks Dash for the file, when the usual one does not fit. Dash does not publish its form; the usual one is {"assetId": "…"}.',
				},
				{
					displayName: 'Link Field',
					name: 'linkField',
					type: 'string',
					default: '',
					placeholder: 'e.g. downloadUrl',
					description: "The name of the field of Dash's answer that holds the link to the file",
				},
				{
					displayName: 'Timeout',
					name: 'timeout',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 120,
					description: 'How many seconds Dash may take to prepare the file',
				},
			],
		},
	],
	answer: {},
	sample,
	options: ['allowPrivateAddresses'],
	async run(call, exporter): Promise<IDataObject> {
		const { asset_id: asset, output_property: property, timeout } = call.input;
		const { download_job: job, link_field: link } = call.input;
		const id = String(asset);
		const file = await (
			await exporter.dash()
		).file(id, {
			maxMs: Number(timeout ?? 120) * 1000,
			...(isObject(job) && Object.keys(job).length > 0 ? { body: job } : {}),
			...(typeof link === 'string' && link !== '' ? { link } : {}),
		});
		const content = await exporter.fetch(file.link, { maxBytes: MOST_BYTES });
		const fileName = file.name || nameIn(file.link) || id;
		const mimeType = imageKind(content)?.mimeType;
		const stored = await call.attach(String(property ?? 'data'), {
			content,
			fileName,
			// n8n finds the type by the name where the content does not tell.
			mimeType: mimeType as string,
		});
		return {
			asset_id: id,
			file_name: fileName,
			mime_type: stored.mimeType,
			bytes: content.length,
		};
	},
});
