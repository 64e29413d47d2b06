/** What the pictures of the grid hunt for: name to text. */
export const GRID_HUNTS = {
  'processes.kql': `// What ran in the last week
DeviceProcessEvents
| where Timestamp > ago(7d)
| project Timestamp, DeviceName, AccountName, FileName, FileSize, ProcessId, ProcessCommandLine, InitiatingProcessFileName, SHA256
| order by Timestamp desc
`,
  'consents.kql': `// Who agreed to what an application may do?
CloudAppEvents
| where ActionType == "Consent to application."
| project Timestamp, AccountDisplayName, IPAddress, City, RawEventData
| order by Timestamp desc
`,
  'shells.kql': `// Shells by the program that started them
DeviceProcessEvents
| where FileName in~ ("powershell.exe", "cmd.exe")
| project Timestamp, DeviceName, AccountName, FileName, InitiatingProcessFileName, ProcessCommandLine, SHA256
| order by Timestamp desc
`,
  'hostile.kql': `// What attackers name things, with what cannot be seen made visible
datatable(Trick: string, Value: string) [
    "Right-to-left override", "invoice_\\u202Efdp.exe",
    "Zero width space", "pay\\u200Bpal.example",
    "Letters of two alphabets", "\\u0440aypal.example",
    "Markup", "<img src=x onerror=alert(1)>",
    "Escape sequence", "\\u001B[31mred\\u001B[0m",
    "Line break and tab", "cmd.exe /c\\r\\n\\twhoami",
    "Link", "https://login.lakesh0re.example/",
    "Formula", "=cmd|' /C calc'!A0",
    "Non-breaking spaces", "svchost.exe\\u00A0\\u00A0",
    "Tag letters", "benign\\uDB40\\uDC65\\uDB40\\uDC76\\uDB40\\uDC69\\uDB40\\uDC6C"
]
`,
  'typo.kql': `DeviceProcessEvents
| where FileName =~ "rundll32.exe"
| where ProcessComandLine has "javascript:"
| project Timestamp, DeviceName, ProcessCommandLine
`,
  'programs-before.kql': `// What ran on how many devices, two days before
DeviceProcessEvents
| where Timestamp between (ago(4d) .. ago(2d))
| summarize Devices = dcount(DeviceName), Runs = count() by FileName
`,
  'programs-since.kql': `// What ran on how many devices, in the last two days
DeviceProcessEvents
| where Timestamp > ago(2d)
| summarize Devices = dcount(DeviceName), Runs = count() by FileName
`,
} as const;
