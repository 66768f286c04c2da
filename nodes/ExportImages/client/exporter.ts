import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Call } from '../../shared/operation';
import { parameter } from '../../shared/parameter';
import type { RequestContext } from '../../shared/request';
import { parseJson } from '../../shared/shapes';
import { connectShop, CREDENTIAL_TYPES } from '../../Shopify/client/shop';
import type { Shop } from '../../Shopify/client/shop';
import { shopDomain } from '../../Shopify/client/shopAddress';
import { connectGallery } from '../galleries';
import type { Gallery, ProductRef } from '../galleries/gallery';
import { fetchFile, MOST_BYTES } from '../images/load';
import { productShape } from '../operations/kit';
import type { Dash } from './dash';
import { connectDash } from './dash';

/** A value that is made when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}

/** The product that an item's parameters name, whatever else is in them. @throws when there is none */
function namedProduct(context: IExecuteFunctions, item: number): ProductRef {
	const read = (name: string) => context.getNodeParameter(name, item, null) as unknown;
	if (read('input') !== 'json') {
		return productShape.check(productShape.fromForm(read('product'), ''), '') as ProductRef;
	}
	const payload = read('payload');
	const given = typeof payload === 'string' ? parseJson(payload, 'Payload') : payload;
	return productShape.check((given as IDataObject).product, '') as ProductRef;
}

/**
 * Everything that the node's operations talk to. Each connection is made when it is first needed,
 * so that an operation asks for no credential but its own.
 */
export class Exporter {
	/** The Dash account. */
	readonly dash: () => Promise<Dash>;

	/** The galleries of the chosen shop. */
	readonly gallery: () => Promise<Gallery>;

	/** The Shopify shop itself. */
	readonly shopify: () => Promise<Shop>;

	constructor(
		private readonly context: RequestContext,
		readonly hint: (message: string) => void = () => undefined,
	) {
		this.dash = once(async () => await connectDash(context));
		this.gallery = once(async () => await connectGallery(context, hint));
		this.shopify = once(async () => await connectShop(context, hint));
	}

	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.context
			? (this.context as IExecuteFunctions).getExecutionCancelSignal()
			: undefined;
	}

	/** Whether an item's error lets the others go on. */
	get continues(): boolean {
		return 'continueOnFail' in this.context && this.context.continueOnFail();
	}

	/** An entry of the node's options. */
	option<T>(name: string, otherwise: T): T {
		return parameter(this.context, `options.${name}`, otherwise);
	}

	get allowPrivate(): boolean {
		return this.option('allowPrivateAddresses', false);
	}

	/** Fetches a file without any token. @throws InputError or PlatformError, see fetchFile */
	async fetch(
		address: string,
		{ maxBytes = MOST_BYTES, home }: { maxBytes?: number; home?: string } = {},
	): Promise<Buffer> {
		const { allowPrivate, signal } = this;
		return await fetchFile(this.context, address, { allowPrivate, maxBytes, home, signal });
	}

	/**
	 * Products of the input items that are not among the calls: something in their input was refused.
	 * Items whose product cannot be read are left out.
	 */
	refused(calls: readonly Call[]): Array<{ item: number; ref: ProductRef }> {
		const { context } = this;
		if (!('getInputData' in context)) return [];
		const taken = new Set(calls.map(({ item }) => item));
		const items = [...context.getInputData().keys()].filter((item) => !taken.has(item));
		return items.flatMap((item) => {
			try {
				return { item, ref: namedProduct(context as IExecuteFunctions, item) };
			} catch {
				return [];
			}
		});
	}

	/**
	 * A public address of a file of an input item, served by n8n itself for an hour.
	 *
	 * @returns undefined where this n8n cannot: older versions, and files kept in memory
	 */
	signedAddress(file: IBinaryData): string | undefined {
		const { createBinarySignedUrl: sign } = this.context.helpers as Partial<
			IExecuteFunctions['helpers']
		>;
		return file.id === undefined ? undefined : sign?.(file, '1 hour');
	}

	/**
	 * The shop's address and a valid token, for services that work with the shop themselves.
	 *
	 * The token never leaves this function's caller: it is not part of parameters, output or errors.
	 * A question to the shop comes first, so that n8n has renewed an expired token.
	 */
	async shopifyAccess(): Promise<{ shop: string; token: string }> {
		const shop = await this.shopify();
		await shop.query('query Access { shop { name } }');
		const [token] = await this.shopifyTokens();
		if (token === undefined) {
			throw new PlatformError({
				message: 'The Shopify credential holds no access token',
				advice: 'Open it, connect or save it again, and test it.',
			});
		}
		const { shop: name } = await this.shopifyCredential();
		return { shop: shopDomain(String(name ?? '')), token };
	}

	private async shopifyCredential(): Promise<IDataObject> {
		const choice = parameter(this.context, 'authentication', 'accessToken');
		return await this.context.getCredentials(CREDENTIAL_TYPES.get(choice) ?? '');
	}

	/** The tokens that the Shopify credential holds now, the one in use first. */
	async shopifyTokens(): Promise<string[]> {
		const credential = await this.shopifyCredential();
		const { access_token: granted } = (credential.oauthTokenData ?? {}) as IDataObject;
		return [credential.sessionToken, granted, credential.accessToken].flatMap((one) =>
			typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [],
		);
	}
}
