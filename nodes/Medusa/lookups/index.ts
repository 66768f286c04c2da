import { searchBatchJobs } from './batchJob';
import { searchBatchJobTypes } from './batchJobType';
import { searchCollections } from './collection';
import { searchProductTypes } from './productType';
import { searchRegions } from './region';
import { searchSalesChannels } from './salesChannel';
import { searchTags } from './tag';

/** List-search methods of the node, by the names that the locators use. */
export const lookups = {
	searchBatchJobs,
	searchBatchJobTypes,
	searchCollections,
	searchProductTypes,
	searchRegions,
	searchSalesChannels,
	searchTags,
};
