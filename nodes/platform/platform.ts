import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { HttpAnswer } from '../http/exchange';
import type { Reply } from '../http/reply';

/** What a platform puts around the answer to a call that it took. */
export interface Envelope {
	/** The answer itself. */
	data: unknown;
	/** All of the answer, as it came. */
	whole: IDataObject;
}

/** A platform, as far as everything that platforms share needs to know it. */
export interface Platform {
	/** Name of the credential's class property, such as `acmeApi`. */
	credential: string;
	/** What messages call the platform. */
	label: string;
	/** Fields of the credential that no message may show. */
	secrets: readonly string[];
	/** The address without the API's own path; undefined when the credential's is not a URL. */
	baseUrl(credential: ICredentialDataDecryptedObject): string | undefined;
	/** What to do when the address is not a URL, as a sentence. */
	baseUrlAdvice: string;
	/** The path that all calls begin with; empty for none. */
	apiPath: string;
	/** Headers of every call, beside those that the credential adds. */
	headers?(): Record<string, string>;
	/** IANA name of the zone of the platform's clock, when the credential names none. */
	timezone(credential: ICredentialDataDecryptedObject): string;
	/** What a user can do about a reply, by its code. */
	advice: Readonly<Record<string, string>>;
	/** What an answer means, whatever its HTTP status. */
	readAnswer(answer: HttpAnswer): Reply<Envelope>;
	/** Words of a path → what the part behind each of them is, so that "not found" can name the IDs. */
	idNames?: Readonly<Record<string, string>>;
}
