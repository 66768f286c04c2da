import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { parameter } from '../../shared/parameter';
import { connectServer } from '../../Medusa/client/server';
import { searchProducts as ofShopify } from '../../Shopify/lookups/product';
import { searchProducts as ofShoplazza } from '../../Shoplazza/lookups/product';
import { searchProducts as ofShopline } from '../../Shopline/lookups/product';
import { connectDash } from '../client/dash';
import { connectGallery } from '../galleries';
import { isObject } from '../../shared/json';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Entries of one page of a list in the editor. */
const ENTRIES = 50;

const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A Medusa server's products, by any words of theirs. */
async function ofMedusa(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const server = await connectServer(this);
	const words = filter.trim();
	const { records, next } = await server.page(
		{
			path: '/admin/products',
			key: 'products',
			thing: 'The list of products',
			filters: { fields: 'id,title', ...(words ? { q: words } : {}) },
		},
		{ limit: ENTRIES, cursor: paginationToken },
	);
	return {
		results: records.map(({ id, title }) => ({ name: text(title), value: text(id) })),
		paginationToken: next ?? undefined,
	};
}

/** Each shop's own list of products. */
const PRODUCTS = new Map<string, Search>([
	['medusa', ofMedusa],
	['shopify', ofShopify],
	['shoplazza', ofShoplazza],
	['shopline', ofShopline],
]);

/** The products of the chosen shop. */
async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = PRODUCTS.get(parameter(this, 'shop', 'shopify')) ?? ofShopify;
	return await search.call(this, filter, paginationToken);
}

/** The images of the chosen product. */
async function searchImages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('product') as unknown;
	const { mode, value }: IDataObject = isObject(chosen) ? chosen : { value: text(chosen) };
	const name = text(value).trim();
	if (name === '') return { results: [] };
	const gallery = await connectGallery(this);
	const ref = mode === 'sku' ? { sku: name } : mode === 'handle' ? { handle: name } : { id: name };
	const [product] = await gallery.find([ref]);
	if (product instanceof Error) return { results: [] };
	const results = (await gallery.read(product.id)).map(({ id, alt, url }, index) => ({
		name: `#${index + 1} – ${
			alt ||
			url
				.replace(/[?#].*$/, '')
				.split('/')
				.at(-1) ||
			id
		}`,
		value: id,
		url,
	}));
	return {
		results: results.filter((one) => one.name.toLowerCase().includes(filter.toLowerCase())),
	};
}

/** The assets of the Dash account, by their file names. */
async function searchAssets(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const dash = await connectDash(this);
	const from = Number(paginationToken ?? 0);
	const criterion: IDataObject =
		filter.trim() === ''
			? { type: 'MATCH_ALL' }
			: {
					type: 'FIELD_MATCHES',
					field: { type: 'FIXED', fieldName: 'FILENAME' },
					value: `*${filter.trim()}*`,
				};
	const answer = await dash.search({ criterion, sorts: [] }, from, ENTRIES);
	const assets = Array.isArray(answer.results) ? (answer.results as IDataObject[]) : [];
	const reached = from + assets.length;
	return {
		results: assets.map(assetEntry),
		paginationToken:
			assets.length > 0 && reached < Number(answer.totalResults) ? String(reached) : undefined,
	};
}

function assetEntry({ result }: IDataObject): INodeListSearchItems {
	const { id, currentAssetFile: file } = isObject(result) ? result : {};
	const { filename, fileName, name } = isObject(file) ? file : {};
	return { name: text(filename ?? fileName ?? name) || text(id), value: text(id) };
}

/** List-search methods of the node, by the names that the locators use. */
export const lookups = { searchAssets, searchImages, searchProducts };
