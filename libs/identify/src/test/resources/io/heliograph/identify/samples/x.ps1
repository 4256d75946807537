param([string]$Name)
$items = Get-ChildItem -Path $env:TEMP
foreach ($i in $items) { Write-Host $i.Name }
