# One server of a large set-up: small, not root, nothing of its own on the disk.
FROM node:24-bookworm-slim AS built
WORKDIR /kenes
COPY . .
# Installs and builds. The image brings its own Node.
RUN node server/bootstrap.mjs build && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/node-win-*

FROM node:24-bookworm-slim
WORKDIR /kenes
COPY --from=built /kenes/package.json ./
COPY --from=built /kenes/node_modules node_modules
COPY --from=built /kenes/dist dist
COPY --from=built /kenes/shared shared
COPY --from=built /kenes/server server
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 MALLOC_TRIM_THRESHOLD_=2097152
EXPOSE 3000
CMD ["node", "--min-semi-space-size=16", "--max-semi-space-size=16", "--memory-saver-mode", "--no-memory-reducer", "--heap-growing-percent=300", "--always-sparkplug", "--expose-gc", "server/main.ts"]
