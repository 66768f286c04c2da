import type { IDataObject } from 'n8n-workflow';

/** What the checks know of the two servers (../servers.mjs), their gateways and their goods. */

export interface Passed {
	time: number;
	method: string;
	path: string;
	headers: Record<string, string | undefined>;
}

export interface Gateway {
	url: string;
	requests: Passed[];
	clear(): void;
	once(matches: RegExp, action: () => void): void;
}

export interface Answer {
	status: number;
	text: string;
	body?: IDataObject;
}

export interface Variant extends IDataObject {
	id: string;
	title: string;
	sku: string;
}

export interface Product extends IDataObject {
	id: string;
	title: string;
	handle: string;
	status: string;
	variants: Variant[];
}

export interface Medusa {
	/** The server itself, which our node does not know. */
	url: string;
	folder: string;
	entrance: Gateway;
	fileHost: Gateway;
	request(method: string, path: string, content?: unknown, headers?: unknown): Promise<Answer>;
	api(method: string, path: string, content?: unknown, headers?: unknown): Promise<IDataObject>;
	signIn(user: User): Promise<string>;
	rows<Row>(query: string): Promise<Row[]>;
	count(query: string): Promise<number>;
	product(handle: string): Promise<Product>;
}

export interface Medusa1 extends Medusa {
	apiToken: string;
}

export interface Medusa2 extends Medusa {
	secretKey: string;
}

/** What both shops sell (../goods.mjs); prices in euros. */
export interface Good {
	handle: string;
	title: string;
	description: string;
	status: string;
	groups: string[];
	image: string;
	variants: Array<{ title: string; sku: string; price: number }>;
}

export interface World<Server extends Medusa> {
	medusa: Server;
	goods: Good[];
	/** The e-mail addresses of the orders' customers. */
	buyers: string[];
	admin: User;
	colleague: User;
}

export interface Steps {
	check(name: string, body: () => Promise<void>): Promise<void>;
}

export interface User {
	email: string;
	password: string;
}
