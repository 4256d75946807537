-- Counts one message and remembers its offset (1); does nothing when that offset is behind already (0) or the
-- offset before it is not the expected one (-1). A key of a foreign type: the message is passed over (-2).
-- ARGV: partition, expected offset, offset, next offset, epoch, day, hour, peer or corrected, days kept in seconds (0: for ever),
-- feed as JSON; then effects, each a letter and its arguments (EffectArguments.java).
-- Runs on Redis 6.2. The constants in capitals stand before this text (StatisticsScript.java).
local call, argv = redis.call, ARGV
local partition = argv[1]
local stored = tonumber(call('HGET', OFFSETS, partition) or '-1')
if stored > tonumber(argv[3]) then return 0 end
if stored ~= tonumber(argv[2]) then return -1 end

local epoch, day, hour = argv[5], argv[6], argv[7]
local now = tonumber(epoch)
local peer = argv[8] == 'peer'
local kept = tonumber(argv[9])
local feed = argv[10]
local WEEK, MONTH, YEAR = 604800, 2678400, 31536000
local touched = {}
local activity = {}

local function daily(key)
  if kept > 0 then touched[key] = true end
  return key
end

-- The peer lets a counter live seven days from its last gain. Corrected: a window of fixed length, by the
-- messages' own times; what is older than the window is not of it.
local function gained(organisation, name, seconds)
  local key = organisation .. name
  if peer then
    local count = call('INCRBY', key, 1)
    call('EXPIRE', key, WEEK)
    return count
  end
  local begun = tonumber(call('HGET', WINDOWS, key) or '')
  if not begun or now >= begun + seconds then
    call('HSET', WINDOWS, key, epoch)
    call('SET', key, '1', 'EX', seconds)
    return 1
  end
  if now < begun then
    return tonumber(call('GET', key) or '0')
  end
  local count = call('INCRBY', key, 1)
  if count == 1 then call('EXPIRE', key, begun + seconds - now) end
  return count
end

local LIMITS = {2, 11, 20, 30, 40, 56, 72, 82, 92, 96, 100}

-- 12 for the first place of a category, 1 for the last percents, 0 for who is not in it.
local function trophy(key, organisation)
  local position = call('ZREVRANK', key, organisation)
  if not position then return 0 end
  if position == 0 then return 12 end
  local ratio = 100 * position / call('ZCARD', key)
  for i = 1, 11 do
    if ratio <= LIMITS[i] then return 12 - i end
  end
  return 0
end

local function award(organisationJson, what)
  local text = '{"org": ' .. organisationJson .. ', "award": ' .. what .. ', "epoch": ' .. epoch .. '}'
  call('ZADD', AWARDS .. day, epoch, text)
  call('EXPIRE', AWARDS .. day, WEEK)
  call('PUBLISH', CHANNEL_AWARDS,
    '{"name": "CONTRIBUTION", "log": "' .. string.gsub(text, '[\\"]', '\\%0') .. '", "zmqName": ' .. feed .. '}')
end

-- The requirements that this contribution fulfils, each with the seconds it holds.
local function fulfilled(kind, points, labelled, week, month)
  local found, size = {}, 0
  local function add(number, seconds)
    size = size + 1
    found[size] = {number, seconds}
  end
  if kind == 'S' then
    if points >= 2 then add(1, YEAR) end
    if points >= 16 and not peer then add(4, MONTH) end
    if points >= 1024 and week > 10 then add(10, WEEK) end
  elseif kind == 'A' then
    if points >= 4 then add(2, YEAR) end
    if points >= 2048 and week > 10 then add(11, WEEK) end
  elseif kind == 'D' then
    if peer or points >= 8 then add(3, YEAR) end
    if not peer then
      if points >= 32 then add(5, MONTH) end
      if points >= 4096 and week > 10 then add(12, WEEK) end
    end
  elseif kind == 'E' then
    if points >= 64 then add(6, YEAR) end
    if points >= 128 and month >= 1 then add(7, MONTH) end
    if points >= 256 and week >= 1 then add(8, WEEK) end
    if points >= 512 and labelled then add(9, WEEK) end
    if points >= 8192 and week > 10 then add(13, WEEK) end
    if points >= 16384 and week > 10 and labelled then add(14, WEEK) end
  end
  return found, size
end

-- Awards for requirements that were not fulfilled before. The peer compares states of all 16: 1 fulfilled,
-- 0 not but within the number of fulfilled ones, -1 beyond; and leaves out the one equal to that number.
local function requirementAwards(prefix, organisationJson, new)
  local keys = {}
  for i = 1, 16 do keys[i] = prefix .. REQUIREMENT .. i end
  local held = call('MGET', unpack(keys))
  local after, before = 0, 0
  for i = 1, 16 do
    if held[i] then
      after = after + 1
      if not new[i] then before = before + 1 end
    end
  end
  for i = 1, 16 do
    local awarded = new[i]
    if peer then
      local is = held[i] and 1 or (i <= after and 0 or -1)
      local was = (held[i] and not new[i]) and 1 or (i <= before and 0 or -1)
      awarded = is > was and i ~= after
    end
    if awarded then award(organisationJson, '["contribution_status", ' .. i .. ']') end
  end
end

local KINDS = {E = 'event', D = 'discussion', S = 'sighting'}

-- Over time, by category; what has none counts as what it is. Hours are kept for 35 days, days as long as other days.
local function active()
  local slots = ACTIVITY .. day
  local days = ACTIVITY_DAY .. day
  local slot = math.floor(now / 300) .. '|'
  local any = false
  for category, count in pairs(activity) do
    call('HINCRBY', slots, slot .. category, count)
    call('HINCRBY', daily(days), category, count)
    any = true
  end
  if any then call('EXPIRE', slots, 3024000) end
  if now > tonumber(call('GET', LATEST) or '0') then call('SET', LATEST, epoch) end
end

local function contributed(organisation, organisationJson, kind, points, category, categoryKind, labelled, text)
  local name = category ~= '' and category or KINDS[kind] or 'other'
  activity[name] = (activity[name] or 0) + 1
  if categoryKind ~= 'N' then
    call('ZINCRBY', daily(CONTRIBUTION_DAY .. day), points, organisation)
    call('ZINCRBY', daily(CONTRIBUTION_CATEGORY .. day .. ':' .. category), 1, organisation)
    call('PUBLISH', CHANNEL_CONTRIBUTOR, text)
  end
  call('SADD', CONTRIBUTORS, organisation)
  local last = CONTRIBUTION_LAST .. day
  call('ZADD', last, epoch, organisation)
  call('EXPIRE', last, WEEK)
  local prefix = ORGANISATION .. organisation .. ':'
  local total = call('INCRBY', prefix .. POINTS, points)
  local trophies = TROPHIES .. category
  local place = categoryKind == 'T' and trophy(trophies, organisation)
  call('ZINCRBY', trophies, 1, organisation)

  local week, month = 0, 0
  if kind == 'A' then
    week = gained(prefix, ATTRIBUTES_WEEK, WEEK)
  elseif kind == 'S' then
    week = gained(prefix, SIGHTINGS_WEEK, WEEK)
    call('ZINCRBY', daily(CONTRIBUTION_CATEGORY .. day .. ':sighting'), 1, organisation)
  elseif kind == 'D' then
    if not peer then week = gained(prefix, PROPOSALS_WEEK, WEEK) end
    call('ZINCRBY', daily(CONTRIBUTION_CATEGORY .. day .. ':discussion'), 1, organisation)
  elseif kind == 'E' then
    week = gained(prefix, EVENTS_WEEK, WEEK)
    month = gained(prefix, EVENTS_MONTH, MONTH)
  end

  local found, size = fulfilled(kind, total, labelled, week, month)
  local new, any = {}, false
  for i = 1, size do
    local number, seconds = found[i][1], found[i][2]
    if not call('SET', prefix .. REQUIREMENT .. number, '1', 'EX', seconds, 'GET') then
      new[number] = true
      any = true
    end
  end
  if any then requirementAwards(prefix, organisationJson, new) end
  if place then
    local risen = trophy(trophies, organisation)
    if risen > place then award(organisationJson, '["trophy", ["' .. category .. '", ' .. risen .. ']]') end
  end
end

local function loggedIn(organisation)
  local guard = LOGIN_HOUR .. day .. hour
  if call('SADD', guard, organisation) == 1 then
    call('EXPIRE', guard, 3600)
    call('SADD', daily(LOGIN_TIMES .. day), epoch)
  end
  call('ZINCRBY', daily(LOGINS .. day), 1, organisation)
  -- The set of a day has the name that the zset of such an organisation would have.
  if not string.find(organisation, '^%d%d%d%d%d%d%d%d$') then
    call('ZADD', LOGIN_TIMES .. organisation, epoch, epoch)
  end
  call('SADD', LOGIN_ORGANISATIONS, organisation)
end

local function count()
  local at, size = 11, #argv
  while at <= size do
    local effect = argv[at]
    if effect == 'g' then
      call('ZINCRBY', daily(argv[at + 1]), 1, argv[at + 2])
      at = at + 3
    elseif effect == 'c' then
      contributed(argv[at + 1], argv[at + 2], argv[at + 3], argv[at + 4], argv[at + 5], argv[at + 6],
        argv[at + 7] == '1', argv[at + 8])
      at = at + 9
    elseif effect == 'l' then
      call('PUBLISH', argv[at + 1], argv[at + 2])
      if call('LPUSH', argv[at + 3], argv[at + 4]) > 101 then call('LTRIM', argv[at + 3], 0, 100) end
      at = at + 5
    elseif effect == 'n' then
      call('INCRBY', daily(argv[at + 1]), 1)
      at = at + 2
    elseif effect == 'r' then
      call('GEOADD', daily(argv[at + 1]), argv[at + 2], argv[at + 3], argv[at + 4])
      at = at + 5
    elseif effect == 'p' then
      call('PUBLISH', argv[at + 1], argv[at + 2])
      at = at + 3
    elseif effect == 'u' then
      loggedIn(argv[at + 1])
      at = at + 2
    elseif effect == 'h' then
      if call('SISMEMBER', LOGIN_HOUR .. day .. hour, argv[at + 1]) == 0 then loggedIn(argv[at + 1]) end
      at = at + 2
    elseif effect == 'd' then
      call('SELECT', argv[at + 1])
      call('SET', DIAGNOSTIC, argv[at + 2])
      call('SELECT', argv[at + 3])
      at = at + 4
    else
      error('unknown effect')
    end
  end
  if size > 10 then active() end
  for key in pairs(touched) do call('EXPIRE', key, kept) end
end

local counted, failure = pcall(count)
if not counted then
  local reason = tostring(type(failure) == 'table' and failure.err or failure)
  if not string.find(reason, 'WRONGTYPE') and not string.find(reason, 'not an integer')
      and not string.find(reason, 'not a valid') then
    error(reason)
  end
end
call('HSET', OFFSETS, partition, argv[4])
return counted and 1 or -2
