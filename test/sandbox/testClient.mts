import type { Sandbox } from './index.mts';

export interface Answer {
	status: number;
	version: string | null;
	data: Record<string, unknown> | null | undefined;
	errors: Array<{ message: string; path?: unknown; extensions?: Record<string, unknown> }>;
	extensions: { cost?: Cost; search?: Array<Record<string, unknown>> };
}

export interface Cost {
	requestedQueryCost: number;
	actualQueryCost: number | null;
	throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

export interface CallOptions {
	version?: string;
	token?: string;
}

/** A bare GraphQL client for the sandbox's own tests. */
export async function graphql(
	sandbox: Sandbox,
	query: string,
	variables: Record<string, unknown> = {},
	options: CallOptions = {},
): Promise<Answer> {
	const version = options.version ?? '2026-07';
	const url = `${sandbox.shopify.baseUrl}/admin/api/${version}/graphql.json`;
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-shopify-access-token': options.token ?? sandbox.shopify.staticToken,
		},
		body: JSON.stringify({ query, variables }),
	});
	const body = (await response.json()) as Partial<Answer>;
	return {
		status: response.status,
		version: response.headers.get('x-shopify-api-version'),
		data: body.data,
		errors: body.errors ?? [],
		extensions: body.extensions ?? {},
	};
}

/** The value at a path of keys and indexes; undefined when there is none. */
export function at(value: unknown, ...path: Array<string | number>): unknown {
	return path.reduce<unknown>((inner, key) => {
		return typeof inner === 'object' && inner !== null
			? (inner as Record<string | number, unknown>)[key]
			: undefined;
	}, value);
}

/** So much time passes in a sandbox of this process, whose clock is Date.now; until mocks are restored. */
export function passTime(ms: number): void {
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
}
