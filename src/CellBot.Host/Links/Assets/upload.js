// Sends files in pieces. How far each one is, the server knows: after a broken connection it is asked, and the file goes on from there.
(() => {
  const at = location.pathname.replace(/\/$/, '');
  const { piece, most, megabytes } = document.body.dataset;
  const words = JSON.parse(document.body.dataset.words);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const [list, status, again, send, camera] = ['list', 'status', 'again', 'send', 'camera'].map(id => document.getElementById(id));
  const items = []; // in the order in which they are handed in
  let pictures = 0, working = false, ended = false, wake = () => {};
  document.documentElement.classList.add('js');

  // The same file gets the same key, so that choosing it again after a reload goes on where it stopped.
  const keyOf = file => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (const letter of `${file.name}|${file.size}|${file.lastModified}`) {
      const code = letter.codePointAt(0);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return [a, b].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('');
  };

  const element = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text ?? '' });
  const build = item => {
    const row = item.row = element('li', '');
    row.dataset.testid = 'item';
    if (item.file && item.file.type.startsWith('image/')) {
      item.picture = element('img', 'picture');
      item.picture.alt = '';
      item.picture.src = URL.createObjectURL(item.file);
    } else {
      item.picture = element('span', 'picture', /\.(docx|pdf)$/i.test(item.name) ? item.name.split('.').pop().toUpperCase() : say('picture'));
    }
    item.bar = document.createElement('progress');
    item.told = element('span', 'words');
    const drop = element('button', 'drop', say('drop'));
    drop.type = 'button';
    drop.setAttribute('aria-label', say('dropOne', { Name: item.name }));
    drop.addEventListener('click', () => remove(item));
    row.append(item.picture, element('span', 'name', item.name), drop, item.told, item.bar);
    list.append(row);
  };
  const show = item => {
    item.row.className = item.state;
    const percent = item.size ? Math.floor(item.received / item.size * 100) : 0;
    item.told.textContent = item.state !== 'coming' ? item.words : say(item.file ? 'percent' : 'half', { Percent: percent });
    item.bar.max = item.size || 1;
    item.bar.value = item.received;
    item.bar.hidden = item.state !== 'coming';
    const good = items.filter(each => each.state === 'good').length;
    const open = items.some(each => each.state === 'coming');
    send.disabled = good === 0 || open || ended;
    const sending = items.some(each => each.state === 'coming' && each.file);
    camera.textContent = say(items.length > 0 ? 'cameraNext' : 'camera');
    send.textContent = say(sending ? 'sendWait' : open ? 'sendOpen' : good > 0 ? 'sendReady' : 'send', { Count: good });
  };
  const remove = item => {
    items.splice(items.indexOf(item), 1);
    item.gone = true;
    item.row.remove();
    if (items.length) show(items[0]); else { send.disabled = true; send.textContent = say('send'); camera.textContent = say('camera'); }
    wake();
    if (item.state !== 'bad') call('/drop', { method: 'POST', headers: { 'X-File': item.key } }).catch(() => {});
  };

  // An answer, or an error for whatever may be better in a moment. A link that is dead shows its page.
  const call = async (path, options = {}) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), 60000);
    try {
      const answer = await fetch(at + path, { ...options, signal: late.signal, cache: 'no-store' });
      if (answer.status === 404 || answer.status === 410) { ended = true; location.reload(); await new Promise(() => {}); }
      if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
      return answer;
    } finally {
      clearTimeout(timer);
    }
  };
  const learn = (item, now) => { Object.assign(item, { received: now.received, state: now.state, words: now.words }); if (!item.gone) show(item); };

  const sendOne = async item => {
    while (item.state === 'coming' && !item.gone) {
      let bytes;
      try {
        bytes = await item.file.slice(item.received, item.received + Number(piece)).arrayBuffer();
      } catch {
        learn(item, { received: 0, state: 'bad', words: say('unreadable') });
        return;
      }
      const answer = await call('/piece', {
        method: 'POST', body: bytes,
        headers: { 'Content-Type': 'application/octet-stream', 'X-File': item.key, 'X-Name': encodeURIComponent(item.name), 'X-Size': item.size, 'X-Offset': item.received },
      });
      if (!answer.ok) { learn(item, { received: 0, state: 'bad', words: say('refused') }); return; }
      learn(item, await answer.json());
    }
  };
  const askHowFar = async () => {
    for (const now of await (await call('/files')).json()) {
      const item = items.find(each => each.key === now.key);
      if (item && item.state === 'coming') learn(item, now);
    }
  };
  const pause = seconds => new Promise(resolve => { wake = resolve; setTimeout(resolve, seconds * 1000); });

  const work = async () => {
    if (working) return;
    working = true;
    for (let failures = 0, item; (item = items.find(each => each.state === 'coming' && each.file));) {
      try {
        if (failures) await askHowFar();
        await sendOne(item);
        failures = 0;
        status.textContent = '';
        again.hidden = true;
      } catch {
        failures++;
        status.textContent = say('offline');
        again.hidden = false;
        await pause(Math.min(2 ** failures, 15));
      }
    }
    status.textContent = '';
    again.hidden = true;
    working = false;
  };

  const add = files => {
    status.textContent = '';
    for (const file of files) {
      const key = keyOf(file);
      const known = items.find(each => each.key === key);
      if (known) { if (!known.file) { known.file = file; show(known); } continue; }
      if (items.filter(each => each.state !== 'bad').length >= Number(most)) { status.textContent = say('tooMany', { Most: most }); break; }
      const isPicture = file.type.startsWith('image/');
      if (isPicture) pictures++;
      const item = { key, file, name: isPicture ? say('photo', { Number: pictures }) : file.name, size: file.size, received: 0, state: 'coming', words: '' };
      if (file.size > megabytes * 1048576) {
        item.state = 'bad';
        item.words = say('tooLarge', { Size: (file.size / 1048576).toFixed(1).replace('.', ','), Megabytes: megabytes });
      }
      items.push(item);
      build(item);
      show(item);
    }
    work();
  };
  for (const input of document.querySelectorAll('input[type=file]'))
    input.addEventListener('change', () => { add([...input.files]); input.value = ''; });
  again.addEventListener('click', () => wake());
  addEventListener('online', () => wake());

  send.addEventListener('click', async () => {
    if (ended) return;
    send.disabled = true;
    send.textContent = say('sending');
    for (let failures = 0; ;) {
      try {
        const answer = await call('/done', { method: 'POST', body: items.filter(each => each.state === 'good').map(each => each.key).join(',') });
        ended = true;
        if (!answer.ok) { location.reload(); return; }
        document.getElementById('work').hidden = true;
        document.getElementById('done').hidden = false;
        scrollTo(0, 0);
        return;
      } catch {
        status.textContent = say('retrying');
        again.hidden = false;
        await pause(Math.min(2 ** ++failures, 15));
      }
    }
  });
  addEventListener('beforeunload', event => { if (!ended && items.some(each => each.state !== 'bad')) event.preventDefault(); });

  // Which photo a name stands for; 0 for any other file.
  const [before, after] = words.photo.split('{Number}');
  const numberOf = name => name.startsWith(before) && name.endsWith(after) ? Number(name.slice(before.length, name.length - after.length)) || 0 : 0;

  // What came before this page was opened again.
  (async () => {
    try {
      for (const now of await (await call('/files')).json()) {
        if (now.state === 'bad' || items.some(each => each.key === now.key)) continue;
        const item = { ...now, file: null };
        pictures = Math.max(pictures, numberOf(now.name));
        items.push(item);
        build(item);
        show(item);
      }
    } catch { /* the first piece will tell */ }
  })();
})();
