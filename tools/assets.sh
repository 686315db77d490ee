#!/bin/sh
# Brings the fixed assets (screen fonts, document fonts, htmx, design tokens) into target/classes.
# Maven calls this before every compile, so it does nothing at all when package-lock.json and this file are unchanged.
set -eu
cd "$(dirname "$0")/.."

out=target/classes
stamp=$out/static/vendor/.stamp
want=$(cksum package-lock.json tools/assets.sh)

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then
    exit 0
fi

if ! cmp -s package-lock.json node_modules/.installed-lock; then
    command -v npm >/dev/null 2>&1 || {
        echo "assets: npm is needed once, to fetch the fonts and htmx named in package-lock.json" >&2
        exit 1
    }
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.installed-lock
fi

vendor=$out/static/vendor
fonts=$out/fonts
rm -rf "$vendor" "$fonts"
mkdir -p "$vendor/biz-udpgothic/files" "$vendor/htmx" "$vendor/design-tokens" "$fonts"

cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/LICENSE "$vendor/htmx/"
cp node_modules/@digital-go-jp/design-tokens/dist/tokens.css "$vendor/design-tokens/"

# Screen: about 120 woff2 slices a weight, of which a browser fetches only those a page needs. Windows carries the same
# typeface, so local() comes first and a municipal PC usually fetches none; the old woff format is dropped.
screen=node_modules/@fontsource/biz-udpgothic
cp "$screen"/files/*-400-normal.woff2 "$screen"/files/*-700-normal.woff2 "$vendor/biz-udpgothic/files/"
cp "$screen/LICENSE" "$vendor/biz-udpgothic/"
for weight in 400 700; do
    case $weight in
        400) name='local("BIZ UDPGothic"), local("BIZUDPGothic-Regular"), ' ;;
        700) name='local("BIZ UDPGothic Bold"), local("BIZUDPGothic-Bold"), ' ;;
    esac
    sed -e "s/src: *url(/src: ${name}url(/g" \
        -e "s/, *url([^)]*\.woff) *format(['\"]woff['\"])//g" "$screen/$weight.css"
done >"$vendor/biz-udpgothic/screen.css"

# Documents: whole fonts, in the order the PDF falls back: BIZ, then Noto for rare kanji, then DejaVu for ☑ and ☐.
ttf=node_modules/@expo-google-fonts
cp "$ttf/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf" "$fonts/BIZUDPGothic-Regular.ttf"
cp "$ttf/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf" "$fonts/BIZUDPGothic-Bold.ttf"
cp "$ttf/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf" "$fonts/NotoSansJP-Regular.ttf"
cp "$ttf/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf" "$fonts/NotoSansJP-Bold.ttf"
cp node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf node_modules/dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf "$fonts/"
cp "$ttf/biz-udpgothic/LICENSE_FONT" "$fonts/LICENSE-BIZUDPGothic"
cp "$ttf/noto-sans-jp/LICENSE_FONT" "$fonts/LICENSE-NotoSansJP"
cp node_modules/dejavu-fonts-ttf/LICENSE "$fonts/LICENSE-DejaVu"

printf '%s\n' "$want" >"$stamp"
