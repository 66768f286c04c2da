import type { Resource } from '../../shared/operation';
import type { Exporter } from '../client/exporter';
import { dashAsset } from './dashAsset';
import { dashExportJob } from './dashExportJob';
import { productGallery } from './productGallery';

/** Everything that the node can do. */
export const resources: ReadonlyArray<Resource<Exporter>> = [
	productGallery,
	dashAsset,
	dashExportJob,
];
