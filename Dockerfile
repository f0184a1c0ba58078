# The server: UI and API on 11633, OTLP/gRPC on 4317, OTLP/HTTP on 4318. It needs a PostgreSQL; see docs/containers.md.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Projects and lock files first: the restore is repeated only when a dependency changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY Tracetest.Domain/Tracetest.Domain.csproj Tracetest.Domain/packages.lock.json Tracetest.Domain/
COPY Tracetest.Infrastructure/Tracetest.Infrastructure.csproj Tracetest.Infrastructure/packages.lock.json Tracetest.Infrastructure/
COPY Tracetest.Web/Tracetest.Web.csproj Tracetest.Web/packages.lock.json Tracetest.Web/
COPY Tracetest.Web/build Tracetest.Web/build
RUN dotnet restore Tracetest.Web --locked-mode

COPY Tracetest.Domain Tracetest.Domain
COPY Tracetest.Infrastructure Tracetest.Infrastructure
COPY Tracetest.Web Tracetest.Web
COPY docs/language.md docs/language-cheat-sheet.md docs/
RUN dotnet publish Tracetest.Web --no-restore --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY deploy/probe.sh /usr/local/bin/probe

ENV DOTNET_EnableDiagnostics=0
EXPOSE 11633 4317 4318
USER $APP_UID

HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 CMD ["bash", "/usr/local/bin/probe", "11633", "/healthz"]
ENTRYPOINT ["dotnet", "Tracetest.Web.dll"]
