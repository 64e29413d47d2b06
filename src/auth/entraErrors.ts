/** What an AADSTS code means to the person who signs in, and what to do about it. */
export interface EntraExplanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const CONSENT_MISSING: EntraExplanation = {
  code: 'ConsentMissing',
  message: 'The app may not hunt in this tenant yet: nobody has consented to ThreatHunting.Read.All.',
  hint: 'Ask an administrator to grant consent for the app in the Microsoft Entra admin center, then sign in again.',
};

const DEVICE_NOT_COMPLIANT: EntraExplanation = {
  code: 'DeviceNotCompliant',
  message: 'A policy of the tenant allows this sign-in only from a managed or compliant device.',
  hint: "Device codes and plain browsers cannot prove that: sign in through VS Code's Microsoft account on a managed device, or ask an administrator.",
};

const BLOCKED_BY_POLICY: EntraExplanation = {
  code: 'BlockedByPolicy',
  message: 'A Conditional Access policy of the tenant blocks this sign-in.',
  hint: 'Ask an administrator which policy it is, giving the correlation id; another network, device or sign-in method may be allowed.',
};

const STRONGER_SIGN_IN_NEEDED: EntraExplanation = {
  code: 'StrongerSignInNeeded',
  message: 'The tenant asks for multi-factor authentication.',
  hint: 'Sign in again and complete the second step.',
};

const WRONG_TENANT: EntraExplanation = {
  code: 'WrongTenant',
  message: 'The account that signed in does not belong to the tenant of this connection.',
  hint: 'Sign in with an account of that tenant, have it invited as a guest, or correct tenantId in the connection.',
};

const TENANT_NOT_FOUND: EntraExplanation = {
  code: 'TenantNotFound',
  message: 'There is no such tenant in this cloud.',
  hint: 'Check tenantId and cloud of the connection.',
};

const PERSONAL_ACCOUNT: EntraExplanation = {
  code: 'PersonalAccount',
  message: 'A personal Microsoft account cannot hunt in Microsoft Defender XDR.',
  hint: 'Sign in with a work or school account of the tenant.',
};

const APP_NOT_FOUND: EntraExplanation = {
  code: 'AppNotFound',
  message: 'The tenant does not know an app with the client id of this connection.',
  hint: 'Check clientId and tenantId of the connection, or have an administrator add the app to the tenant.',
};

const SECRET_WRONG: EntraExplanation = {
  code: 'SecretWrong',
  message: 'The client secret is not right for this app.',
  hint: 'Enter the value of the secret, not its id, or create a new one in the app registration.',
};

const SECRET_EXPIRED: EntraExplanation = {
  code: 'SecretExpired',
  message: 'The client secret of this app has expired.',
  hint: 'Create a new secret in the app registration and enter it at the next run.',
};

const CERTIFICATE_REFUSED: EntraExplanation = {
  code: 'CertificateRefused',
  message: 'The app registration does not accept this certificate.',
  hint: "Upload the public certificate to the app registration, and check that it has not expired and this machine's clock is right.",
};

const PUBLIC_CLIENT_NOT_ALLOWED: EntraExplanation = {
  code: 'PublicClientNotAllowed',
  message: 'The app registration does not allow people to sign in without a client secret.',
  hint: 'In the app registration under Authentication, allow public client flows.',
};

const REDIRECT_NOT_REGISTERED: EntraExplanation = {
  code: 'RedirectNotRegistered',
  message: 'The app registration does not know the address that the browser returns to.',
  hint: 'In the app registration under Authentication, add the platform "Mobile and desktop applications" with http://localhost.',
};

const SCOPE_NOT_AVAILABLE: EntraExplanation = {
  code: 'ScopeNotAvailable',
  message: 'This app cannot ask for ThreatHunting.Read.All.',
  hint: 'Add the Microsoft Graph permission ThreatHunting.Read.All to the app registration, or use the client id of an app that has it.',
};

const NOT_ASSIGNED: EntraExplanation = {
  code: 'UserNotAssigned',
  message: 'The account is not assigned to this app.',
  hint: 'Ask an administrator to assign the account, or a group it is in, to the app under Enterprise applications.',
};

const ACCOUNT_UNUSABLE: EntraExplanation = {
  code: 'AccountUnusable',
  message: 'The account cannot sign in: it does not exist, is disabled or is locked.',
  hint: 'Try another account or ask an administrator.',
};

const APP_DISABLED: EntraExplanation = {
  code: 'AppDisabled',
  message: 'The app is disabled in this tenant.',
  hint: 'Ask an administrator to enable it under Enterprise applications.',
};

const SIGN_IN_EXPIRED: EntraExplanation = {
  code: 'SignInExpired',
  message: 'The sign-in is no longer valid: it expired, was revoked or the password changed.',
  hint: 'Sign in again.',
};

const DECLINED: EntraExplanation = {
  code: 'SignInDeclined',
  message: 'The permission was declined in the browser.',
  hint: 'Run the query again and accept the permission, or ask an administrator to consent to it.',
};

const CODE_EXPIRED: EntraExplanation = {
  code: 'SignInTimedOut',
  message: 'The sign-in code expired before it was used.',
  hint: 'Run the query again to get a new code.',
};

const TEMPORARILY_UNAVAILABLE: EntraExplanation = {
  code: 'AuthorityBusy',
  message: 'The sign-in server is not available at the moment.',
  hint: 'Wait a minute and try again.',
};

/** Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const EXPLANATIONS: ReadonlyMap<number, EntraExplanation> = new Map(
  (
    [
      [CONSENT_MISSING, [65001, 90094, 90095, 90008]],
      [DEVICE_NOT_COMPLIANT, [50097, 53000, 53001, 53002, 530001, 530002, 530003, 530021]],
      [BLOCKED_BY_POLICY, [53003, 53004, 53009, 53011, 530034, 530035, 50131, 50158, 500212, 500213]],
      [STRONGER_SIGN_IN_NEEDED, [50072, 50074, 50076, 50079, 50203, 500121]],
      [WRONG_TENANT, [50020, 90072, 500208]],
      [TENANT_NOT_FOUND, [90002, 900023, 900021, 50059]],
      [PERSONAL_ACCOUNT, [500200, 500207]],
      [APP_NOT_FOUND, [700016]],
      [SECRET_WRONG, [7000215]],
      [SECRET_EXPIRED, [7000222]],
      [CERTIFICATE_REFUSED, [700027, 700023, 700024, 50027, 50012]],
      [PUBLIC_CLIENT_NOT_ALLOWED, [7000218]],
      [REDIRECT_NOT_REGISTERED, [50011, 500113, 900971]],
      [SCOPE_NOT_AVAILABLE, [65002, 65005, 70011, 650053, 650057, 28002, 28003]],
      [NOT_ASSIGNED, [50105, 501051]],
      [ACCOUNT_UNUSABLE, [50034, 50053, 50057, 50126]],
      [APP_DISABLED, [7000112]],
      [SIGN_IN_EXPIRED, [50055, 50078, 50089, 50132, 50133, 50173, 70008, 70043, 70044, 700082, 700084]],
      [DECLINED, [65004]],
      [CODE_EXPIRED, [70019, 70020]],
      [TEMPORARILY_UNAVAILABLE, [90012, 90024, 90033, 90036, 50196]],
    ] satisfies [EntraExplanation, number[]][]
  ).flatMap(([explanation, codes]) => codes.map((code) => [code, explanation] as const)),
);

export function explainEntraCode(code: number): EntraExplanation | undefined {
  return EXPLANATIONS.get(code);
}
