/**
 * Members of dynamic values that KQL's own functions return.
 * Source: https://learn.microsoft.com/kusto/query/parse-url-function and its neighbours.
 */
export const FUNCTION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  geo_info_from_ip_address: ['country', 'state', 'city', 'latitude', 'longitude'],
  parse_path: [
    'Scheme',
    'RootPath',
    'DirectoryPath',
    'DirectoryName',
    'Filename',
    'Extension',
    'AlternateDataStreamName',
  ],
  parse_url: ['Scheme', 'Host', 'Port', 'Path', 'Username', 'Password', 'Query Parameters', 'Fragment'],
  parse_urlquery: ['Query Parameters'],
  parse_user_agent: ['Browser', 'OperatingSystem', 'Device'],
};

/**
 * Members of `RawEventData`, the audit record of Microsoft 365 as it came.
 * Source: https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
export const AUDIT_RECORD_MEMBERS = [
  'Actor',
  'ActorContextId',
  'ActorIpAddress',
  'AppAccessContext',
  'AppId',
  'ApplicationId',
  'AzureActiveDirectoryEventType',
  'ClientAppId',
  'ClientIP',
  'ClientIPAddress',
  'ClientInfoString',
  'CreationTime',
  'DeviceProperties',
  'ErrorNumber',
  'EventSource',
  'ExtendedProperties',
  'ExternalAccess',
  'Folders',
  'Id',
  'InterSystemsId',
  'IntraSystemId',
  'ItemType',
  'Item',
  'LogonType',
  'LogonError',
  'LogonUserSid',
  'MailboxGuid',
  'MailboxOwnerUPN',
  'ModifiedProperties',
  'ObjectId',
  'Operation',
  'OperationProperties',
  'OrganizationId',
  'OrganizationName',
  'OriginatingServer',
  'Parameters',
  'RecordType',
  'ResultStatus',
  'Scope',
  'SessionId',
  'Site',
  'SiteUrl',
  'SourceFileExtension',
  'SourceFileName',
  'SourceRelativeUrl',
  'SupportTicketId',
  'Target',
  'TargetContextId',
  'TargetUserOrGroupName',
  'TargetUserOrGroupType',
  'UserAgent',
  'UserId',
  'UserKey',
  'UserType',
  'Version',
  'Workload',
] as const;

/** Members that the elements of lists in such a record have. */
export const AUDIT_ELEMENT_MEMBERS = ['ID', 'Name', 'NewValue', 'OldValue', 'Type', 'Value'] as const;
