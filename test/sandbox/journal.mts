/** One request, as the sandbox saw it. */
export interface JournalEntry {
	/** Running number, 1 first. */
	number: number;
	/** Milliseconds since the sandbox started (or was reset). */
	at: number;
	/** How long it took, ms. */
	took: number;
	method: string;
	path: string;
	/** Name of the GraphQL operation, null when it has none. */
	operation: string | null;
	/** The GraphQL document as it was sent, valid or not; null for other requests. */
	document: string | null;
	/** Root fields of the GraphQL operation. */
	roots: string[];
	/** GraphQL cost; null where there is none. */
	requestedCost: number | null;
	actualCost: number | null;
	/** HTTP status; 0 when the connection was reset. */
	status: number;
	throttled: boolean;
	/** Requests that were being answered when this one came, itself included. */
	inFlight: number;
	/** Kind of the fault that was put in, if any. */
	fault: string | null;
	/** Codes of top-level errors. */
	errors: string[];
	/** Schema fields that were asked for and that the sandbox does not model. */
	notModelled: string[];
	/** Last four characters of the access token. */
	token: string;
	/** What arrived, for the platforms that speak REST; null for others. */
	sent: { query: Record<string, string[]>; body: unknown; headers: Record<string, string> } | null;
}

/** The requests since the start or the last clearing. */
export class Journal {
	readonly entries: JournalEntry[] = [];
	private inFlight = 0;
	private count = 0;
	private since = Date.now();

	/** Opens an entry when a request arrives. */
	open(method: string, path: string): JournalEntry {
		this.inFlight++;
		const entry: JournalEntry = {
			number: ++this.count,
			at: Date.now() - this.since,
			took: 0,
			method,
			path,
			operation: null,
			document: null,
			roots: [],
			requestedCost: null,
			actualCost: null,
			status: 0,
			throttled: false,
			inFlight: this.inFlight,
			fault: null,
			errors: [],
			notModelled: [],
			token: '',
			sent: null,
		};
		this.entries.push(entry);
		return entry;
	}

	/** Closes it when the answer is out. */
	close(entry: JournalEntry, status: number): void {
		this.inFlight--;
		entry.status = status;
		entry.took = Date.now() - this.since - entry.at;
	}

	/** Forgets all entries. */
	clear(): void {
		this.entries.length = 0;
		this.count = 0;
		this.since = Date.now();
	}
}
