import { ALL_ITEMS } from '../../../shared/operation';
import { batchOperation, productShape } from '../kit';
import { changeGalleries } from './change';
import { existingProperties, REPORT, REPORT_SIMPLIFIED } from './fields';
import sample from './reorder.sample.json';

export const reorderImages = batchOperation({
	resource: 'productGallery',
	operation: 'reorder',
	option: {
		name: 'Reorder',
		action: 'Reorder the images of a product gallery',
		description: 'Put images of a gallery into another order; images that are not listed follow',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['read_products', 'write_products', 'write_files'],
	properties: existingProperties,
	shapes: { product: productShape },
	answer: { key: 'report', fields: REPORT, simplified: REPORT_SIMPLIFIED },
	sample,
	options: ['requestsPerSecond'],
	batchSize: ALL_ITEMS,
	async runBatch(calls, exporter) {
		const reports = await changeGalleries(calls, exporter, 'reorder');
		return reports.map((report) => (report instanceof Error ? report : { report }));
	},
});
