/**
 * The `page_info` of the link with this relation. Only the cursor is taken over: the address itself
 * could lead elsewhere, and `previous` may stand before `next`.
 *
 * @param header `Link`, as in RFC 8288: <https://…?page_info=abc>; rel="next", <…>; rel="previous"
 * @param relations names of the wanted relation, any of which will do
 */
export function linkCursor(header: unknown, ...relations: string[]): string | null {
	for (const [, address, parameters] of String(header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
		const rel = /;\s*rel\s*=\s*"?([^";,]+)"?/i.exec(parameters)?.[1] ?? '';
		const named = rel.trim().split(/\s+/);
		if (!named.some((name) => relations.includes(name))) continue;
		return new URLSearchParams(address.replace(/^[^?]*/, '')).get('page_info');
	}
	return null;
}
