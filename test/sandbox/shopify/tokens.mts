import { Random } from '../random.mts';

export interface AccessToken {
	value: string;
	scopes: string[];
	/** ms of the wall clock; null for a static token. */
	expiresAt: number | null;
	revoked: boolean;
	/** Set for tokens that a refresh token renews. */
	refreshToken: string | null;
}

/** Scopes of a normal back-office app. read_users is not among them: Shopify gives it rarely. */
export const APP_SCOPES = [
	'write_orders',
	'read_all_orders',
	'write_draft_orders',
	'write_customers',
	'write_products',
	'write_inventory',
	'write_locations',
	'write_fulfillments',
	'write_merchant_managed_fulfillment_orders',
	'write_assigned_fulfillment_orders',
	'write_third_party_fulfillment_orders',
	'write_publications',
	'read_product_listings',
	'write_files',
	'read_shipping',
	'read_locales',
	'read_markets',
	'read_payment_terms',
	'write_order_edits',
	'read_returns',
	'read_online_store_pages',
	'read_content',
	'read_themes',
	'write_metaobjects',
];

export interface TokenOptions {
	staticToken: string;
	readProductsToken: string;
	clientId: string;
	clientSecret: string;
	/** Life of a token by client credentials, s. */
	expiresIn: number;
	/** Life of an expiring offline token, s. */
	offlineExpiresIn: number;
	seed: number;
}

/** Access tokens of the embedded shop. */
export class Tokens {
	/** Requests for a token that were granted, by grant type. */
	readonly granted: Record<string, number> = {};
	private readonly tokens = new Map<string, AccessToken>();
	private readonly refreshTokens = new Map<string, AccessToken>();
	private readonly codes = new Map<string, { expiring: boolean }>();
	private readonly random: Random;

	constructor(readonly options: TokenOptions) {
		this.random = new Random(options.seed + 1);
		this.store(options.staticToken, APP_SCOPES, null, null);
		this.store(options.readProductsToken, ['read_products'], null, null);
	}

	/** A token that is known, neither expired nor revoked. */
	find(value: string | undefined): AccessToken | undefined {
		const token = this.tokens.get(value ?? '');
		if (token === undefined || token.revoked) return undefined;
		if (token.expiresAt !== null && token.expiresAt <= Date.now()) return undefined;
		return token;
	}

	/** A new token with other scopes, for tests of missing access. */
	withScopes(scopes: string[]): string {
		return this.store(`shpat_${this.random.hex(32)}`, scopes, null, null).value;
	}

	/** Ends one token, or every token that expires by itself. */
	revoke(value?: string): number {
		const ended = [...this.tokens.values()].filter((token) => {
			return value === undefined ? token.expiresAt !== null : token.value === value;
		});
		for (const token of ended) token.revoked = true;
		return ended.length;
	}

	/** Ends every token, the static ones, too. */
	revokeAll(): void {
		for (const token of this.tokens.values()) token.revoked = true;
	}

	/** A code for the authorization_code grant. */
	issueCode(expiring: boolean): string {
		const code = this.random.hex(32);
		this.codes.set(code, { expiring });
		return code;
	}

	/**
	 * Answers POST /admin/oauth/access_token. Documented: the three grants and their successful
	 * answers. The error bodies are inferred from OAuth 2 and from what client libraries expect.
	 */
	grant(form: Record<string, string>): { status: number; body: Record<string, unknown> } {
		if (
			form.client_id !== this.options.clientId ||
			form.client_secret !== this.options.clientSecret
		) {
			return failure('invalid_client', 'Client authentication failed.');
		}
		switch (form.grant_type ?? 'authorization_code') {
			case 'client_credentials':
				return this.clientCredentials();
			case 'refresh_token':
				return this.refresh(form.refresh_token ?? '');
			case 'authorization_code':
				return this.exchange(form);
			default:
				return failure('unsupported_grant_type', 'The grant type is not supported.');
		}
	}

	private clientCredentials(): { status: number; body: Record<string, unknown> } {
		this.count('client_credentials');
		const token = this.expiring(this.options.expiresIn, null);
		return {
			status: 200,
			body: {
				access_token: token.value,
				scope: APP_SCOPES.join(','),
				expires_in: this.options.expiresIn,
			},
		};
	}

	private exchange(form: Record<string, string>): {
		status: number;
		body: Record<string, unknown>;
	} {
		const code = this.codes.get(form.code ?? '');
		if (code === undefined) {
			return failure(
				'invalid_request',
				'The authorization code was not found or was already used.',
			);
		}
		this.codes.delete(form.code);
		this.count('authorization_code');
		if (code.expiring || form.expiring === '1') return this.offline();
		const token = this.store(`shpat_${this.random.hex(32)}`, APP_SCOPES, null, null);
		return { status: 200, body: { access_token: token.value, scope: APP_SCOPES.join(',') } };
	}

	private refresh(refreshToken: string): { status: number; body: Record<string, unknown> } {
		const token = this.refreshTokens.get(refreshToken);
		if (token === undefined) return failure('invalid_grant', 'The refresh token is not valid.');
		// The old refresh token dies once the new one has been used; until then a repeat works.
		for (const [old, owner] of this.refreshTokens) {
			if (owner !== token && owner.refreshToken === refreshToken) this.refreshTokens.delete(old);
		}
		token.revoked = true;
		this.count('refresh_token');
		const answer = this.offline();
		token.refreshToken = String(answer.body.refresh_token);
		return answer;
	}

	private offline(): { status: number; body: Record<string, unknown> } {
		const refreshToken = `shprt_${this.random.hex(32)}`;
		const token = this.expiring(this.options.offlineExpiresIn, refreshToken);
		this.refreshTokens.set(refreshToken, token);
		return {
			status: 200,
			body: {
				access_token: token.value,
				scope: APP_SCOPES.join(','),
				expires_in: this.options.offlineExpiresIn,
				refresh_token: refreshToken,
				refresh_token_expires_in: 7_776_000,
			},
		};
	}

	private expiring(seconds: number, refreshToken: string | null): AccessToken {
		const value = `shpat_${this.random.hex(32)}`;
		return this.store(value, APP_SCOPES, Date.now() + seconds * 1000, refreshToken);
	}

	private store(
		value: string,
		scopes: string[],
		expiresAt: number | null,
		refreshToken: string | null,
	): AccessToken {
		const token = { value, scopes, expiresAt, revoked: false, refreshToken };
		this.tokens.set(value, token);
		return token;
	}

	private count(grant: string): void {
		this.granted[grant] = (this.granted[grant] ?? 0) + 1;
	}
}

function failure(
	error: string,
	description: string,
): {
	status: number;
	body: Record<string, unknown>;
} {
	return { status: 400, body: { error, error_description: description } };
}

/** Whether a token has one of these scopes; writing includes reading. */
export function allows(token: AccessToken, scopes: readonly string[]): boolean {
	return scopes.some((scope) => {
		if (token.scopes.includes(scope)) return true;
		return scope.startsWith('read_') && token.scopes.includes(scope.replace('read_', 'write_'));
	});
}
