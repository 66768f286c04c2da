import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { connectStore } from '../client/store';
import { text } from './lookup';

/**
 * Makes the list-search method of what belongs to the product that is chosen in the node.
 *
 * @param field of the product that holds the list
 */
export function searchOfProduct(
	field: 'images' | 'variants',
	entry: (record: IDataObject, index: number) => INodeListSearchItems,
) {
	return async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const chosen = text(this.getCurrentNodeParameter('productId', { extractValue: true }));
		const id = /(\d+)\D*$/.exec(chosen)?.[1];
		if (!id) return { results: [] };
		const store = await connectStore(this);
		const { product } = await store.read(`products/${id}`, `Product ${id}`);
		const records = ((product as IDataObject | undefined)?.[field] ?? []) as IDataObject[];
		const typed = filter.toLowerCase();
		return {
			results: records.map(entry).filter(({ name }) => name.toLowerCase().includes(typed)),
		};
	};
}
