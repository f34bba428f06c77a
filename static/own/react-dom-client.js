// Where React 18 has the way to draw for those who import it by its newer name.
export {createRoot, hydrateRoot} from "react-dom";
