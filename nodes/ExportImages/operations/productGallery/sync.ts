import type { INodeProperties } from 'n8n-workflow';

import { ALL_ITEMS } from '../../../shared/operation';
import { batchOperation, productShape } from '../kit';
import { changeGalleries } from './change';
import { imageProperties, REPORT, REPORT_SIMPLIFIED, verifySource } from './fields';
import sample from './sync.sample.json';

const otherImages: INodeProperties = {
	displayName: 'Other Images',
	name: 'otherImages',
	type: 'options',
	options: [
		{
			name: 'Keep',
			value: 'keep',
			description: 'They follow the listed images, in the order that they have',
		},
		{
			name: 'Remove',
			value: 'remove',
			description: 'They are taken out of the gallery, after everything else is done',
		},
	],
	default: 'keep',
	description: 'What becomes of images of the product that no item lists',
};

export const syncImages = batchOperation({
	resource: 'productGallery',
	operation: 'sync',
	option: {
		name: 'Sync',
		action: 'Sync the images of a product gallery',
		description:
			'Bring a gallery to the listed images in their order, and leave or remove the others',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['read_products', 'write_products', 'write_files'],
	properties: [...imageProperties, otherImages],
	shapes: { product: productShape },
	verify: verifySource,
	answer: { key: 'report', fields: REPORT, simplified: REPORT_SIMPLIFIED },
	sample,
	options: ['allowPrivateAddresses', 'recognizeByAlt', 'requestsPerSecond'],
	batchSize: ALL_ITEMS,
	async runBatch(calls, exporter) {
		const reports = await changeGalleries(calls, exporter, 'sync');
		return reports.map((report) => (report instanceof Error ? report : { report }));
	},
});
