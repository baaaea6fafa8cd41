import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';

/** A signing key as Microsoft publishes it, with the tokens signed by it. */
export interface TokenMint {
  readonly jwks: { readonly keys: readonly object[] };
  sign(claims: object, keyId?: string): string;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function tokenMint(): TokenMint {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return {
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams'] }] },
    sign(claims, keyId = kid) {
      const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${part(claims)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
  };
}
